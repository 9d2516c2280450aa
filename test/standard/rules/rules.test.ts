import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { check } from '../../../standard/check';
import {
  Cloud,
  DestinationKind,
  FOREVER,
  known,
  NetworkKind,
  type ResourceModel,
  type Retention,
  unknown,
} from '../../../standard/facts';
import { externalDestination } from '../../../standard/facts/external-destination';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { matchesGlob } from '../../../standard/rule-support/matches-glob';
import { Outcome, RULE_METADATA, RULES } from '../../../standard/rules';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';
import { CORPUS_STANDARD } from '../corpus/corpus-app';

const STRICT = FlowLogStandard.parse(CORPUS_STANDARD, 's.yaml').resolved;

function outcomes(rule: string, model: ResourceModel, standard = STRICT) {
  const found = RULES.find(({ id }) => id === rule);
  return found?.check(model, standard).map(({ outcome }) => outcome);
}

/** Rules that find something for sure. */
function failuresIn(model: ResourceModel): string[] {
  const { findings } = check({ model, standard: STRICT });
  return findings.filter(({ rule }) => rule !== 'FLS002').map(({ rule }) => rule);
}

describe('the catalogue', () => {
  test('has each id and each name once, in order', () => {
    const ids = RULE_METADATA.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(RULE_METADATA.map(({ name }) => name)).size).toBe(ids.length);
  });

  test.each(RULE_METADATA.map((rule) => [rule.id, rule] as const))(
    '%s says all that a page needs',
    (id, rule) => {
      expect(id).toMatch(/^FLS\d{3}$/);
      expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [rule.title, rule.why, rule.fix, rule.bad, rule.good])
        expect(text.length).toBeGreaterThan(5);
      expect(rule.bad).not.toBe(rule.good);
      expect(rule.title).not.toMatch(/\.$/);
    },
  );
});

describe('what can not be known is no violation', () => {
  const REASON = unknown('it is a parameter');
  const AWS_VALUES = Object.keys(awsFlowLog()).filter(
    (key) => typeof (awsFlowLog() as never)[key] === 'object' && key !== 'where',
  );
  const AZURE_VALUES = Object.keys(azureFlowLog()).filter(
    (key) => typeof (azureFlowLog() as never)[key] === 'object' && key !== 'where',
  );

  test.each(AWS_VALUES)('%s of AWS', (key) => {
    const model = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ [key]: REASON })] });
    expect(failuresIn(model)).toEqual([]);
  });

  test.each(AZURE_VALUES)('%s of Azure', (key) => {
    const model = modelOf({ networks: [azureNetwork()], flowLogs: [azureFlowLog({ [key]: REASON })] });
    expect(failuresIn(model)).toEqual([]);
  });

  test('whatever is not known of whichever flow log', () => {
    fc.assert(
      fc.property(
        fc.subarray(AWS_VALUES),
        fc.constantFrom('${srcaddr}', undefined, 'hello', LogFormat.RECOMMENDED.toString()),
        fc.constantFrom('ALL', 'REJECT', 'x', undefined),
        (unknowns, format, traffic) => {
          const plain = awsFlowLog({ format: known(format), traffic: known(traffic) });
          const blurred = { ...plain, ...Object.fromEntries(unknowns.map((key) => [key, REASON])) };
          const failing = (flowLog: typeof plain) =>
            new Set(
              check({ model: modelOf({ networks: [awsNetwork()], flowLogs: [flowLog] }), standard: STRICT })
                .findings.filter(({ rule }) => rule !== 'FLS002')
                .map(({ fingerprint }) => fingerprint.concat()),
            );
          const before = failing(plain);
          for (const each of failing(blurred)) expect(before).toContain(each);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('coverage', () => {
  const subnets = [awsNetwork('A', NetworkKind.SUBNET, 'Vpc'), awsNetwork('B', NetworkKind.SUBNET, 'Vpc')];
  const on = (target: string, targetKind = 'Subnet') =>
    awsFlowLog({ address: `On${target}`, target: known(target), targetKind: known(targetKind) });

  test('by a flow log on each subnet', () => {
    const model = modelOf({ networks: [awsNetwork(), ...subnets], flowLogs: [on('A'), on('B')] });
    expect(outcomes('FLS101', model)).toEqual([Outcome.PASS]);
    const standard = { ...STRICT, coverage: { ...STRICT.coverage, subnetsCount: false } };
    expect(outcomes('FLS101', model, standard)).toEqual([Outcome.FAIL]);
  });

  test('a flow log whose target is not known may be the one', () => {
    const stray = awsFlowLog({ target: unknown('it is imported') });
    expect(outcomes('FLS101', modelOf({ networks: [awsNetwork()], flowLogs: [stray] }))).toEqual([
      Outcome.UNDECIDED,
    ]);
    const ofInterface = awsFlowLog({
      target: unknown('it is imported'),
      targetKind: known('NetworkInterface'),
    });
    expect(outcomes('FLS101', modelOf({ networks: [awsNetwork()], flowLogs: [ofInterface] }))).toEqual([
      Outcome.FAIL,
    ]);
  });

  test('of networks that are there already, which the standard names', () => {
    const standard = { ...STRICT, coverage: { ...STRICT.coverage, external: ['vpc-1', 'vpc-2'] } };
    const flowLogs = [awsFlowLog({ target: known('vpc-1') })];
    expect(outcomes('FLS101', modelOf({ flowLogs }), standard)).toEqual([Outcome.PASS, Outcome.FAIL]);
  });

  test('of security groups: a new flow log is an error, one that was there is not', () => {
    const flowLogs = [azureFlowLog({ targetKind: known('network security group') })];
    const rule = RULES.find(({ id }) => id === 'FLS105');
    expect(rule?.check(modelOf({ flowLogs }), STRICT, modelOf({}))[0]?.severity).toBe('error');
    expect(rule?.check(modelOf({ flowLogs }), STRICT, modelOf({ flowLogs }))[0]?.severity).toBeUndefined();
  });

  test('transit gateways only where the standard says so', () => {
    const model = modelOf({ networks: [awsNetwork('Tgw', NetworkKind.TRANSIT_GATEWAY)] });
    expect(outcomes('FLS101', model)).toEqual([]);
    const standard = { ...STRICT, coverage: { ...STRICT.coverage, transitGateways: true } };
    expect(outcomes('FLS101', model, standard)).toEqual([Outcome.FAIL]);
  });

  test('a VPC and its subnet into one bucket overlap, what is accepted and what is rejected do not', () => {
    const networks = [awsNetwork(), ...subnets];
    expect(outcomes('FLS103', modelOf({ networks, flowLogs: [on('Vpc', 'VPC'), on('A')] }))).toEqual([
      Outcome.PASS,
      Outcome.FAIL,
    ]);
    const halves = ['ACCEPT', 'REJECT'].map((traffic) =>
      awsFlowLog({ address: traffic, traffic: known(traffic) }),
    );
    expect(outcomes('FLS103', modelOf({ networks, flowLogs: halves }))).toEqual([Outcome.PASS, Outcome.PASS]);
  });
});

describe('retention', () => {
  test.each([
    [180, known<Retention>(FOREVER), Outcome.PASS],
    [180, known<Retention>(30), Outcome.FAIL],
    [0, known<Retention>(30), Outcome.FAIL],
    [0, known<Retention>(FOREVER), Outcome.PASS],
    [30, known<Retention>(FOREVER), Outcome.FAIL],
  ])('of a flow log of Azure of %s days in an account that keeps %o', (retentionDays, retention, outcome) => {
    const place = known({ ...destination({ retention }), cloud: Cloud.AZURE });
    const flowLog = azureFlowLog({ retentionDays: known(retentionDays), destination: place });
    expect(outcomes('FLS401', modelOf({ flowLogs: [flowLog] }))).toEqual([outcome]);
  });

  test('of 0 days is none for standards that read it so', () => {
    const standard = {
      ...STRICT,
      azure: { ...STRICT.azure, retention: { ...STRICT.azure.retention, zeroMeansForever: false } },
    };
    const place = known({ ...destination({ retention: known(FOREVER) }), cloud: Cloud.AZURE });
    const model = modelOf({ flowLogs: [azureFlowLog({ retentionDays: known(0), destination: place })] });
    expect(outcomes('FLS401', model, standard)).toEqual([Outcome.FAIL]);
  });
});

test('a place outside of the app is central by its name, and by its account where that is known', () => {
  const near = awsFlowLog();
  const external = (place: string) =>
    awsFlowLog({ destination: known(externalDestination(DestinationKind.S3, place, near)) });
  const standard = {
    ...STRICT,
    aws: {
      ...STRICT.aws,
      destinations: [{ type: 's3' as const, name: 'central-*', account: '111122223333' }],
    },
  };
  expect(outcomes('FLS405', modelOf({ flowLogs: [external('arn:aws:s3:::team')] }), standard)).toEqual([
    Outcome.FAIL,
  ]);
  expect(
    outcomes('FLS405', modelOf({ flowLogs: [external('arn:aws:s3:::central-logs/x')] }), standard),
  ).toEqual([Outcome.UNDECIDED]);
});

test('patterns', () => {
  expect(matchesGlob('Dev/*', 'Dev/Vpc')).toBe(true);
  expect(matchesGlob('Dev/*', 'Prod/Dev/Vpc')).toBe(false);
  expect(matchesGlob('a*a', 'a')).toBe(false);
  expect(matchesGlob('*', '')).toBe(true);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }),
      fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }),
      (pattern, text) => {
        const expected = new RegExp(`^${pattern.join('').replaceAll('*', '.*')}$`).test(text.join(''));
        expect(matchesGlob(pattern.join(''), text.join(''))).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
