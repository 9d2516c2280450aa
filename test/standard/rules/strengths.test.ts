import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { type FlowLog, known, type Network, NetworkKind, unknown } from '../../../standard/facts';
import type { Finding } from '../../../standard/finding';
import { rulesOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { standardOf } from '../../support/rule-cases';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';

function findingsOf(standard: string, networks: Network[], flowLogs: FlowLog[] = []): Finding[] {
  return [...check({ model: modelOf({ networks, flowLogs }), standard: standardOf(standard) }).findings];
}

/** Findings of one rule: `error Vpc cis-aws-7.0 4.7 demanded`. */
function summary(rule: string, findings: readonly Finding[]): string[] {
  return findings
    .filter((each) => each.rule === rule)
    .map(({ severity, subject, controls }) =>
      [
        severity,
        subject?.address,
        ...controls.map(({ profile, id, strength }) => `${profile} ${id} ${strength}`),
      ].join(' '),
    );
}

const extending = (...names: string[]) => `extends: [${names.join(', ')}]`;
const daysOf = (days: number) => known(destination({ retention: known(days), hotRetention: known(days) }));

describe('a VPC without a flow log', () => {
  test.each([
    ['{}', 'error Vpc'],
    [extending('cis-aws-7.0'), 'error Vpc cis-aws-7.0 4.7 demanded'],
    [extending('pci-dss-4.0.1'), 'note Vpc pci-dss-4.0.1 10.2.1 our reading'],
    [extending('cis-azure-6.0'), 'note Vpc'],
    [extending('lza'), 'note Vpc'],
    [`${extending('lza')}\ncoverage: { networks: all }`, 'error Vpc'],
    [
      `${extending('pci-dss-4.0.1')}\nrules: { FLS101: warning }`,
      'warning Vpc pci-dss-4.0.1 10.2.1 our reading',
    ],
    [
      extending('pci-dss-4.0.1', 'cis-aws-7.0'),
      'error Vpc cis-aws-7.0 4.7 demanded pci-dss-4.0.1 10.2.1 our reading',
    ],
  ])('is reported with the severity of %s', (standard, expected) => {
    expect(summary('FLS101', findingsOf(standard === '{}' ? '' : standard, [awsNetwork()]))).toEqual([
      expected,
    ]);
  });

  test('is not reported if the file needs no coverage', () => {
    expect(summary('FLS101', findingsOf('coverage: { networks: none }', [awsNetwork()]))).toEqual([]);
  });
});

describe('subnets', () => {
  const networks = [awsNetwork(), awsNetwork('A', NetworkKind.SUBNET, 'Vpc')];
  const flowLogs = [awsFlowLog({ target: known('A'), targetKind: known('Subnet') })];

  test.each([
    ['cis-aws-7.0', ['error Vpc cis-aws-7.0 4.7 demanded']],
    ['cis-controls-8.1', []],
    ['aws-fsbp', ['error Vpc aws-fsbp EC2.6 demanded']],
  ])('replace the network if the audit of %s accepts them', (name, expected) => {
    const found = summary('FLS101', findingsOf(extending(name), networks, flowLogs));
    expect(found.filter((each) => each.startsWith('error'))).toEqual(expected);
  });
});

describe('virtual networks', () => {
  const networks = [azureNetwork(), azureNetwork('Spoke')];
  const reading = (address: string) => `note ${address} cis-azure-6.0 6.1.1.6 our reading`;

  test('are not demanded by a profile on AWS', () => {
    expect(summary('FLS101', findingsOf(extending('cis-aws-7.0'), networks))).toEqual([
      'note Hub',
      'note Spoke',
    ]);
  });

  test('need at least one flow log, which is reported once', () => {
    const [first, ...others] = summary('FLS101', findingsOf(extending('cis-azure-6.0'), networks));
    expect(first).toBe('error Hub cis-azure-6.0 6.1.1.6 demanded cis-azure-6.0 6.1.1.6 our reading');
    expect(others).toEqual([reading('Spoke')]);
  });

  test.each([
    ['one of them', azureFlowLog()],
    ['an existing network', azureFlowLog({ target: known('/subscriptions/s/x') })],
  ])('need no more than a flow log on %s', (_, flowLog) => {
    const found = summary('FLS101', findingsOf(extending('cis-azure-6.0'), networks, [flowLog]));
    expect(found).toContain(reading('Spoke'));
    expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test('are undecided if a flow log may be disabled', () => {
    const found = findingsOf(extending('cis-azure-6.0'), networks, [
      azureFlowLog({ enabled: unknown('it is a parameter') }),
    ]);
    expect(summary('FLS101', found).filter((each) => each.startsWith('error'))).toEqual([]);
    expect(
      found.some(
        ({ undecidedRules = [], controls }) =>
          undecidedRules.includes('FLS101') && controls.some(({ strength }) => strength === 'demanded'),
      ),
    ).toBe(true);
  });
});

describe('network security groups', () => {
  const group = azureNetwork('Group', NetworkKind.SECURITY_GROUP);
  const onGroup = azureFlowLog({
    address: 'OnGroup',
    target: known('Group'),
    targetKind: known('network security group'),
  });
  const control = 'cis-azure-3.0 6.1.5 demanded cis-azure-3.0 7.5 demanded';

  test('are demanded only by profiles that name them', () => {
    expect(summary('FLS101', findingsOf(extending('cis-azure-6.0'), [group]))).toEqual([]);
    expect(summary('FLS101', findingsOf('', [group]))).toEqual([]);
    expect(summary('FLS101', findingsOf('coverage: { securityGroups: true }', [group]))).toEqual([
      'error Group',
    ]);
  });

  test('meet the profile with a flow log', () => {
    const found = findingsOf(extending('cis-azure-3.0'), [azureNetwork(), group], [onGroup]);
    expect(summary('FLS101', found)).toEqual(['note Hub']);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('are an error if nothing records the traffic, and a warning if the networks have flow logs', () => {
    const networks = [azureNetwork(), group];
    expect(summary('FLS101', findingsOf(extending('cis-azure-3.0'), networks))).toContain(
      `error Group ${control}`,
    );
    const recorded = findingsOf(extending('cis-azure-3.0'), networks, [azureFlowLog()]);
    expect(summary('FLS101', recorded)).toEqual([`warning Group ${control}`]);
  });

  test('are never advised to get a flow log, which Azure rejects', () => {
    const [finding] = findingsOf(extending('cis-azure-3.0'), [group]).filter(({ rule }) => rule === 'FLS101');
    expect(finding?.message).toContain('2025');
    expect(finding?.fix).toContain('virtual network');
    expect(finding?.fix).toContain('cis-azure-6.0');
  });
});

describe('settings of flow logs', () => {
  const networks = [awsNetwork(), azureNetwork()];
  const flowLogs = [
    awsFlowLog({ format: known(undefined), traffic: known('ACCEPT'), destination: daysOf(30) }),
    azureFlowLog({ address: 'Azure', version: known(1) }),
  ];

  test.each([
    ['FLS205', 'cis-aws-7.0', ['note FlowLog']],
    ['FLS208', 'cis-azure-6.0', ['note Azure']],
    ['FLS301', 'cis-aws-7.0', ['warning FlowLog cis-aws-7.0 4.7 recommended']],
    ['FLS301', 'aws-fsbp', ['error FlowLog aws-fsbp EC2.6 demanded']],
    ['FLS301', 'pci-dss-4.0.1', []],
    ['FLS401', 'cis-aws-7.0', ['warning FlowLog cis-aws-7.0 4.7 recommended']],
    ['FLS201', 'lza', ['warning FlowLog lza customFields recommended']],
    ['FLS201', 'cis-aws-7.0', []],
  ])('%s has the strength of %s', (rule, name, expected) => {
    expect(summary(rule, findingsOf(extending(name), networks, flowLogs))).toEqual(expected);
  });

  test('a demand and a recommendation are one finding with the severity of the demand', () => {
    const both = findingsOf(extending('cis-aws-7.0', 'pci-dss-4.0.1'), networks, flowLogs);
    expect(summary('FLS401', both).filter((each) => each.includes('FlowLog'))).toEqual([
      'error FlowLog pci-dss-4.0.1 10.5.1 demanded cis-aws-7.0 4.7 recommended',
    ]);
    expect(both.find(({ rule }) => rule === 'FLS401')?.message).toContain('(pci-dss-4.0.1)');
  });

  test('a value of the file keeps the severity of the rule, and cites a control only if the flow log violates it', () => {
    const strict = `${extending('cis-aws-7.0')}\naws: { retention: { minDays: 400 }, traffic: ALL }`;
    const found = findingsOf(strict, networks, [
      awsFlowLog({ destination: daysOf(370), traffic: known('REJECT') }),
    ]);
    expect(summary('FLS401', found)).toEqual(['error FlowLog']);
    expect(summary('FLS301', found)).toEqual(['error FlowLog']);
  });

  test('the defaults are notes beside a profile, and keep their severity without one', () => {
    expect(summary('FLS205', findingsOf('', networks, flowLogs))).toEqual(['warning FlowLog']);
    expect(summary('FLS208', findingsOf('', networks, flowLogs))).toEqual(['error Azure']);
    const disabled = [azureFlowLog({ enabled: known(false) }), azureFlowLog({ address: 'Other' })];
    expect(summary('FLS104', findingsOf('', networks, disabled))).toEqual(['error FlowLog']);
    expect(summary('FLS104', findingsOf(extending('cis-aws-7.0'), networks, disabled))).toEqual([
      'note FlowLog',
    ]);
  });

  test('a demand on coverage rejects a disabled flow log, unless another one records its network', () => {
    const disabled = azureFlowLog({ enabled: known(false) });
    expect(summary('FLS104', findingsOf(extending('cis-controls-8.1'), networks, [disabled]))).toEqual([
      'error FlowLog cis-controls-8.1 13.6 demanded',
    ]);
    const other = azureFlowLog({ address: 'Other' });
    expect(summary('FLS104', findingsOf(extending('cis-controls-8.1'), networks, [disabled, other]))).toEqual(
      ['note FlowLog'],
    );
  });

  test('the default format and its missing fields have the same advice', () => {
    const found = findingsOf(extending('lza'), networks, [awsFlowLog({ format: known(undefined) })]);
    const fixes = found.filter(({ rule }) => ['FLS201', 'FLS205'].includes(rule)).map(({ fix }) => fix);
    expect(fixes).toHaveLength(2);
    expect(fixes[0]).toBe(fixes[1]);
    expect(fixes[0]).toContain('${srcaddr} ${dstaddr}');
  });

  test('facts of the platform keep their severity', () => {
    const wrong = [awsFlowLog({ format: known('${srcadr}') })];
    expect(summary('FLS202', findingsOf(extending('lza'), networks, wrong))).toEqual(['error FlowLog']);
  });
});

describe('weakenings', () => {
  test.each([
    [
      'a demand',
      `${extending('cis-aws-7.0')}\nrules: { FLS101: off }`,
      ['warning  cis-aws-7.0 4.7 demanded'],
    ],
    [
      'a recommendation',
      `${extending('cis-aws-7.0')}\naws: { traffic: ACCEPT }`,
      ['note  cis-aws-7.0 4.7 recommended'],
    ],
    ['our reading', `${extending('pci-dss-4.0.1')}\ncoverage: { networks: none }`, []],
  ])('of %s have its severity', (_, standard, expected) => {
    expect(summary('FLS006', findingsOf(standard, [awsNetwork()]))).toEqual(expected);
  });
});

test('no finding cites a control of another cloud, or of another rule', () => {
  const all = extending(
    ...PROFILES.map(({ name }) => name).filter((name) => name !== 'aws-sample-21-fields'),
  );
  const found = findingsOf(
    all,
    [awsNetwork(), azureNetwork(), azureNetwork('Group', NetworkKind.SECURITY_GROUP)],
    [
      awsFlowLog({
        target: known('Vpc2'),
        traffic: known('ACCEPT'),
        format: known(undefined),
        destination: daysOf(1),
      }),
      azureFlowLog({
        address: 'Azure',
        target: known('Other'),
        enabled: known(false),
        version: known(1),
        retentionDays: known(1),
        analytics: known(undefined),
      }),
    ],
  );
  const cited = found.flatMap(({ rule, subject, controls }) =>
    controls.map((control) => ({ rule, subject, control })),
  );
  expect(new Set(cited.map(({ subject }) => subject?.cloud)).size).toBe(2);
  expect(new Set(cited.map(({ control }) => control.strength)).size).toBe(3);
  for (const { rule, subject, control } of cited) {
    expect(control.clouds).toContain(subject?.cloud);
    expect(rulesOf(control)).toContain(rule);
  }
});
