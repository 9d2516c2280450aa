import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { DestinationKind, type FlowLog, known, UnknownCause, unknown } from '../../../standard/facts';
import { externalDestination } from '../../../standard/facts/external-destination';
import { fingerprintsOf, isInBaseline } from '../../../standard/finding';
import { standardOf } from '../../support/rule-cases';
import { resultsIn } from '../../support/rule-results';
import { awsFlowLog, awsNetwork, modelOf } from '../../support/standard-facts';

const BUCKET = 'arn:aws:s3:::central';
const external = known(
  externalDestination(DestinationKind.S3, BUCKET, awsNetwork()),
  'Properties.LogDestination',
);
const named = (name: string, change: Partial<ReturnType<typeof awsFlowLog>> = {}) =>
  awsFlowLog({ address: name, localName: name, title: name, target: known(name), ...change });
const STANDARD = 'aws: { traffic: ALL, retention: { minDays: 90 } }';

function notes(flowLogs: FlowLog[], standard = STANDARD) {
  const networks = flowLogs.map(({ title }) => awsNetwork(title));
  const { findings } = check({ model: modelOf({ networks, flowLogs }), standard: standardOf(standard) });
  return findings.filter(({ rule }) => rule === 'FLS002');
}

describe('undecided results', () => {
  test('of a destination outside the app are one finding for all rules and flow logs', () => {
    const all = notes([named('A', { destination: external }), named('B', { destination: external })]);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      undecidedRules: ['FLS401', 'FLS402', 'FLS407'],
      related: [{ label: 'also undecided', fact: { title: 'B' } }],
      message:
        'cannot decide FLS401 retention-below-min, FLS402 retention-infinite, FLS407 delivery-permission, also of B: ' +
        `${BUCKET} is not in this app`,
      fix: expect.stringContaining('`attested`'),
    });
  });

  test('of a parameter are one finding, and those of other values are others', () => {
    const format = unknown('it is the parameter Text', 'Properties.LogFormat', UnknownCause.INPUT);
    const traffic = unknown('it is the parameter Text', 'Properties.TrafficType', UnknownCause.INPUT);
    const destination = unknown('only the deployment determines it', 'Properties.LogDestination');
    const [first, second, ...others] = notes([named('A', { format, traffic, destination })]);
    expect(first?.undecidedRules).toEqual(expect.arrayContaining(['FLS202', 'FLS301']));
    expect(first?.message).toContain('Properties.TrafficType are unknown: it is the parameter Text');
    expect(first?.fix).toContain('--parameters');
    expect(second?.undecidedRules).toEqual(expect.arrayContaining(['FLS401']));
    expect(others).toEqual([]);
  });

  test('of several resources that only the deployment determines are separate findings', () => {
    const traffic = unknown('it is known only after apply', 'traffic_type', UnknownCause.DEPLOYMENT);
    expect(
      notes([named('A', { traffic }), named('B', { traffic })]).map(({ subject }) => subject?.title),
    ).toEqual(['A', 'B']);
  });

  test('that an exception suppresses are not in the finding of their cause', () => {
    const flowLogs = [named('A', { destination: external })];
    const except = (...rules: string[]) =>
      `${STANDARD}\nexceptions: [${rules.map((rule) => `{ rule: ${rule}, at: '*', reason: x }`).join(', ')}]`;
    const some = notes(flowLogs, except('FLS401'));
    expect(some.map(({ undecidedRules, suppression }) => [undecidedRules, suppression?.reason])).toEqual([
      [['FLS401'], 'x'],
      [['FLS402', 'FLS407'], undefined],
    ]);
    const all = notes(flowLogs, except('FLS401', 'FLS402', 'FLS407'));
    expect(all.filter(({ suppression }) => !suppression)).toEqual([]);
  });

  test('have the fingerprint of their cause, and a baseline compares each of them', () => {
    const [before, after] = [['A'], ['A', 'B']].map((names) =>
      notes(names.map((name) => named(name, { destination: external }))),
    );
    expect(after?.map(({ fingerprint }) => fingerprint)).toEqual(
      before?.map(({ fingerprint }) => fingerprint),
    );
    const baseline = new Set(before?.flatMap(fingerprintsOf));
    expect(before?.every((each) => isInBaseline(each, baseline))).toBe(true);
    expect(after?.every((each) => isInBaseline(each, baseline))).toBe(false);
  });

  test('are reported for each rule and resource on request', () => {
    const flowLogs = ['A', 'B'].map((name) => named(name, { destination: external }));
    expect(resultsIn(notes(flowLogs)).map(({ rule, subject }) => `${rule} ${subject?.title}`)).toEqual([
      'FLS401 A',
      'FLS401 B',
      'FLS402 A',
      'FLS402 B',
      'FLS407 A',
      'FLS407 B',
    ]);
  });
});
