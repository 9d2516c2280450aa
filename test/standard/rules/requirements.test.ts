import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import {
  type AwsFlowLog,
  type FlowLog,
  known,
  NetworkKind,
  type ResourceModel,
  unknown,
} from '../../../standard/facts';
import { standardOf } from '../../support/rule-cases';
import { resultsIn } from '../../support/rule-results';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';

const NETWORKS = [awsNetwork('Vpc'), awsNetwork('A', NetworkKind.SUBNET, 'Vpc'), awsNetwork('Other')];
const CIS = 'extends: [cis-aws-7.0]';
const daysOf = (days: number) => known(destination({ retention: known(days), hotRetention: known(days) }));
const narrow = (change: Parameters<typeof awsFlowLog>[0] = {}) =>
  awsFlowLog({
    address: 'Narrow',
    title: 'Narrow',
    traffic: known('ACCEPT'),
    destination: daysOf(30),
    ...change,
  });

/** Rules that fail or are undecided for `Narrow`. */
function rulesFor(standard: string, flowLogs: FlowLog[], networks: ResourceModel['networks'] = NETWORKS) {
  const { findings } = check({ model: modelOf({ networks, flowLogs }), standard: standardOf(standard) });
  return resultsIn(findings)
    .filter(({ subject }) => subject?.address === 'Narrow')
    .map(({ rule }) => rule)
    .filter((rule) => ['FLS201', 'FLS204', 'FLS301', 'FLS401', 'FLS403'].includes(rule));
}

const other = (traffic: string) => awsFlowLog({ address: traffic, title: traffic, traffic: known(traffic) });

const TRAFFIC = 'the traffic type is ACCEPT; the standard recommends REJECT (cis-aws-7.0, recommended)';
const NO_OTHER = ', and no other flow log of Vpc meets the requirements';

function trafficMessage(flowLogs: FlowLog[]): string | undefined {
  const model = modelOf({ networks: NETWORKS, flowLogs });
  return check({ model, standard: standardOf(CIS) }).findings.find(
    ({ rule, subject }) => rule === 'FLS301' && subject?.address === 'Narrow',
  )?.message;
}

describe('a requirement of a profile', () => {
  test('is reported for the only flow log of a network, with the profile', () => {
    expect(rulesFor(CIS, [narrow()])).toEqual(['FLS301', 'FLS401']);
    expect(trafficMessage([narrow()])).toBe(TRAFFIC);
  });

  test.each([
    ['of another network', awsFlowLog({ target: known('Other') }), ''],
    ['of the same network', other('ACCEPT'), NO_OTHER],
    ['of a subnet', awsFlowLog({ target: known('A'), targetKind: known('Subnet') }), NO_OTHER],
  ])('states whether another flow log meets it only for one %s', (_, second, clause) => {
    expect(trafficMessage([narrow(), second])).toBe(`${TRAFFIC}${clause}`);
  });

  test.each([
    ['the same network', {}],
    ['the network of its subnet', { target: known('A'), targetKind: known('Subnet') }],
  ])('is met by another flow log of %s', (_, change) => {
    expect(rulesFor(CIS, [awsFlowLog(), narrow(change)])).toEqual([]);
  });

  test.each([
    ['another network', awsFlowLog({ target: known('Other') })],
    ['a part of the network', awsFlowLog({ target: known('B'), targetKind: known('Subnet') })],
    ['the same network with a short retention', awsFlowLog({ destination: daysOf(30) })],
    ['the same network with other traffic', awsFlowLog({ traffic: known('ACCEPT') })],
  ])('is not met by a flow log of %s', (_, other) => {
    const networks = [...NETWORKS, awsNetwork('B', NetworkKind.SUBNET, 'Vpc')];
    expect(rulesFor(CIS, [other, narrow()], networks)).toEqual(['FLS301', 'FLS401']);
  });

  test.each([
    ['REJECT', ['FLS401', 'FLS403']],
    ['ACCEPT', []],
    ['ALL', []],
  ])('without a traffic type is met by another flow log of the same traffic: %s', (traffic, rules) => {
    expect(rulesFor('extends: [pci-dss-4.0.1]', [other(traffic), narrow()])).toEqual(rules);
  });

  test('without a traffic type is undecided if the traffic of the flow log is unknown', () => {
    const open = narrow({ traffic: unknown('it is a parameter') });
    const flowLogs = [other('REJECT'), open];
    const standard = standardOf('extends: [pci-dss-4.0.1]');
    const { findings } = check({ model: modelOf({ networks: NETWORKS, flowLogs }), standard });
    const found = findings.filter(({ subject }) => subject?.address === 'Narrow');
    expect(found.map(({ rule }) => rule)).not.toContain('FLS401');
    expect(found.flatMap(({ undecidedRules = [] }) => undecidedRules)).toContain('FLS401');
  });

  test('is undecided if a flow log of an unknown network may be of the network of the subnet', () => {
    const onA = narrow({ target: known('A'), targetKind: known('Subnet') });
    const subnetOnly = [awsNetwork('A', NetworkKind.SUBNET, 'Vpc')];
    const byTarget = (target: AwsFlowLog['target'], targetKind = 'VPC') => {
      const flowLogs = [onA, awsFlowLog({ target, targetKind: known(targetKind) })];
      const model = modelOf({ networks: subnetOnly, flowLogs });
      return check({ model, standard: standardOf(CIS) })
        .findings.filter(({ subject }) => subject?.address === 'Narrow')
        .map(({ rule }) => rule)
        .includes('FLS301');
    };
    expect(byTarget(known('Vpc'))).toBe(false);
    expect(byTarget(unknown('it is a parameter'))).toBe(false);
    expect(byTarget(unknown('it is a parameter'), 'TransitGateway')).toBe(true);
    expect(byTarget(known('Other'))).toBe(true);
  });

  test('without a traffic type is met by two flow logs that record the traffic together', () => {
    const all = narrow({ traffic: known('ALL') });
    expect(rulesFor('extends: [pci-dss-4.0.1]', [other('ACCEPT'), other('REJECT'), all])).toEqual([]);
    expect(rulesFor('extends: [pci-dss-4.0.1]', [other('ACCEPT'), all])).toEqual(['FLS401', 'FLS403']);
  });

  test('is met by flow logs of all subnets, if they count', () => {
    const onA = awsFlowLog({ address: 'OnA', target: known('A'), targetKind: known('Subnet') });
    expect(rulesFor(`${CIS}\ncoverage: { subnetsCount: true }`, [onA, narrow()])).toEqual([]);
    expect(rulesFor(CIS, [onA, narrow()])).toEqual(['FLS301', 'FLS401']);
  });

  test('is not met by two flow logs that each meet a part of it', () => {
    const flowLogs = [narrow({ traffic: known('ALL') }), awsFlowLog({ traffic: known('ACCEPT') })];
    expect(rulesFor(CIS, flowLogs)).toEqual(['FLS401']);
  });

  test('includes the fields and their order', () => {
    const c5isr = 'extends: [aws-sample-21-fields]';
    const format = standardOf(c5isr)
      .aws.format.required.map((name) => `\${${name}}`)
      .join(' ');
    const other = narrow({ format: known('${dstaddr} ${srcaddr}') });
    expect(rulesFor(c5isr, [other])).toEqual(['FLS201', 'FLS204']);
    expect(rulesFor(c5isr, [other, awsFlowLog({ format: known(format) })])).toEqual([]);
    const reordered = awsFlowLog({ format: known(format.split(' ').reverse().join(' ')) });
    expect(rulesFor(c5isr, [other, reordered])).toEqual(['FLS201', 'FLS204']);
  });

  test.each([
    ['an unknown value', awsFlowLog({ traffic: unknown('it is a parameter') })],
    ['an unknown target', awsFlowLog({ target: unknown('it is a parameter') })],
  ])('is undecided if another flow log has %s', (_, other) => {
    expect(rulesFor(CIS, [other, narrow()])).toEqual(['FLS301', 'FLS401']);
    const { findings } = check({
      model: modelOf({ networks: NETWORKS, flowLogs: [other, narrow()] }),
      standard: standardOf(CIS),
    });
    expect(resultsIn(findings).filter(({ isUndecided }) => isUndecided)).toContainEqual(
      expect.objectContaining({ rule: 'FLS301', subject: expect.objectContaining({ address: 'Narrow' }) }),
    );
    expect(findings.filter(({ rule }) => rule === 'FLS301')).toEqual([]);
  });

  test('is not met on Azure by the flow log of the network for a subnet with its own flow log', () => {
    const networks = [
      azureNetwork(),
      { ...azureNetwork('Web', NetworkKind.VNET_SUBNET), parent: known('Hub') },
    ];
    const onSubnet = azureFlowLog({
      address: 'Narrow',
      target: known('Web'),
      targetKind: known('subnet'),
      retentionDays: known(30),
    });
    expect(rulesFor('extends: [cis-azure-5.0]', [azureFlowLog(), onSubnet], networks)).toEqual(['FLS401']);
  });
});

describe('a requirement of the file itself', () => {
  test('applies to every flow log', () => {
    const own = 'aws: { traffic: ALL, retention: { minDays: 90 } }';
    expect(rulesFor(own, [awsFlowLog(), narrow()])).toEqual(['FLS301', 'FLS401']);
  });

  test('replaces the value of the profile', () => {
    expect(rulesFor(`${CIS}\naws: { retention: { minDays: 20 } }`, [narrow()])).toEqual(['FLS301']);
  });
});

describe('an exact order', () => {
  test('is that of the file, before the fields of its profiles', () => {
    const { format } = standardOf(
      'extends: [lza]\naws: { format: { order: exact, required: [dstaddr, srcaddr] } }',
    ).aws;
    expect(format.required.slice(0, 3)).toEqual(['dstaddr', 'srcaddr', 'version']);
    expect(format.required).toHaveLength(27);
  });

  test('concerns only the fields of the file', () => {
    const text = 'extends: [pci-dss-4.0.1]\naws: { format: { order: exact, required: [dstaddr, srcaddr] } }';
    const fields = ['dstaddr', 'srcaddr', 'action', 'start', 'end', 'interface-id'];
    const format = (names: string[]) =>
      narrow({ format: known(names.map((name) => `\${${name}}`).join(' ')) });
    expect(rulesFor(text, [format(fields)])).not.toContain('FLS204');
    expect(rulesFor(text, [format(fields.toReversed())])).toContain('FLS204');
  });
});
