import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { type Acknowledgement, known, type ResourceModel, unknown } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { awsFlowLog, awsNetwork, modelOf } from '../../support/standard-facts';

const TODAY = '2026-11-26';

function found(
  text: string,
  acknowledgements: Acknowledgement[] = [],
  flowLogs = [awsFlowLog({ traffic: known('REJECT') })],
  base?: ResourceModel,
) {
  const standard = FlowLogStandard.parse(
    `version: 1\naws: { traffic: ALL }\n${text}`,
    's.yaml',
    's.yaml',
  ).resolved;
  const model = modelOf({ networks: [awsNetwork()], flowLogs, acknowledgements });
  return check({ model, standard, today: TODAY, ...(base && { base }) }).findings;
}

function brief(text: string, acknowledgements?: Acknowledgement[]) {
  return found(text, acknowledgements).map(({ rule, suppression }) =>
    suppression ? `${rule} suppressed` : rule,
  );
}

describe('exceptions of the file', () => {
  test('suppress the findings that they match, with their reason', () => {
    const [finding] = found("exceptions: [{ rule: FLS301, at: 'Flow*', reason: a test, until: 2026-12-31 }]");
    expect(finding).toMatchObject({
      rule: 'FLS301',
      suppression: { kind: 'exception', reason: 'a test', until: '2026-12-31' },
    });
  });

  test.each([
    ['{ rule: FLS301, at: FlowLog, reason: x }', ['FLS301 suppressed']],
    ['{ rule: FLS301, at: FlowLog }', ['FLS003', 'FLS301 suppressed']],
    ["{ rule: FLS301, at: FlowLog, reason: ' ' }", ['FLS003', 'FLS301 suppressed']],
    ['{ rule: FLS301, at: FlowLog, reason: x, until: 2026-11-25 }', ['FLS004', 'FLS301']],
    ['{ rule: FLS301, at: FlowLog, reason: x, until: 2026-11-26 }', ['FLS301 suppressed']],
    ['{ rule: FLS301, at: Other, reason: x }', ['FLS005', 'FLS301']],
    ['{ rule: FLS401, at: FlowLog, reason: x }', ['FLS005', 'FLS301']],
  ])('%s', (exception, expected) => {
    expect(brief(`exceptions: [${exception}]`)).toEqual(expected);
  });

  test('need an end date within the allowed days if the standard requires it', () => {
    const policy = 'suppressions: { requireExpiry: true, maxDays: 30 }\n';
    expect(brief(`${policy}exceptions: [{ rule: FLS301, at: '*', reason: x }]`)).toEqual([
      'FLS004',
      'FLS301 suppressed',
    ]);
    expect(brief(`${policy}exceptions: [{ rule: FLS301, at: '*', reason: x, until: 2026-12-26 }]`)).toEqual([
      'FLS301 suppressed',
    ]);
    expect(brief(`${policy}exceptions: [{ rule: FLS301, at: '*', reason: x, until: 2026-12-27 }]`)).toEqual([
      'FLS004',
      'FLS301 suppressed',
    ]);
  });

  test('have the line of the file', () => {
    const [finding] = found('exceptions:\n  - { rule: FLS401, at: x, reason: y }');
    expect(finding?.related).toEqual([{ label: 'the exception', source: { file: 's.yaml', line: 4 } }]);
  });

  test('that are expired and unused are only reported as unused', () => {
    expect(brief('exceptions: [{ rule: FLS301, at: Other, reason: x, until: 2026-11-25 }]')).toEqual([
      'FLS005',
      'FLS301',
    ]);
  });

  test('from rules on changes are not reported as unused without a base', () => {
    const text = 'exceptions: [{ rule: FLS503, at: FlowLog, reason: x }]';
    expect(brief(text)).toEqual(['FLS301']);
    const base = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ traffic: known('REJECT') })] });
    expect(found(text, [], undefined, base).map(({ rule }) => rule)).toEqual(['FLS005', 'FLS301']);
  });

  test.each([
    ['{ rule: FLS601, at: FlowLog, reason: x }', 'rule FLS601 is off'],
    ['{ rule: FLS005, at: FlowLog, reason: x }', 'exceptions cannot suppress FLS005'],
    ['{ rule: FLS401, at: FlowLog, reason: x }', 'it matches no finding'],
  ])('that are unused are reported with the cause: %s', (exception, message) => {
    expect(found(`exceptions: [${exception}]`)[0]?.message).toContain(message);
  });

  test('from a rule suppress its undecided results', () => {
    const open = [awsFlowLog({ traffic: unknown('it is a parameter') })];
    const findings = found("exceptions: [{ rule: FLS301, at: '*', reason: x }]", [], open).filter(
      ({ undecidedRules = [] }) => undecidedRules.includes('FLS301'),
    );
    expect(findings.map(({ rule, suppression }) => [rule, suppression?.reason])).toEqual([['FLS002', 'x']]);
  });
});

describe('acknowledgements in an artifact', () => {
  const acknowledged = (change: Partial<Acknowledgement>): Acknowledgement[] => [
    { rule: 'FLS301', addresses: ['FlowLog'], title: 'Stack', reason: 'x', ...change },
  ];

  test.each([
    [{}, ['FLS301 suppressed']],
    [{ until: '2026-11-25' }, ['FLS004', 'FLS301']],
    [{ until: '2027-02-30' }, ['FLS004', 'FLS301']],
    [{ addresses: ['Vpc'] }, ['FLS005', 'FLS301']],
    [{ rule: 'FLS999' }, ['FLS005', 'FLS301']],
  ])('%o', (change, expected) => {
    expect(brief('', acknowledged(change))).toEqual(expected);
  });

  test.each([
    ['FLS999', 'unknown rule FLS999'],
    ['trafic-type', 'did you mean FLS301 (traffic-type)?'],
    ['fls301', 'write FLS301'],
  ])('of the invalid rule %s are reported', (rule, message) => {
    const [fault] = found('', acknowledged({ rule }));
    expect(fault).toMatchObject({ rule: 'FLS005', message: expect.stringContaining(message) });
  });

  test.each(['soon', '2027-13-01', '31.12.2027', ''])('until the invalid date %j never apply', (until) => {
    const findings = found('suppressions: { maxDays: 30 }', acknowledged({ until }));
    expect(findings.map(({ rule, suppression }) => [rule, suppression])).toEqual([
      ['FLS004', undefined],
      ['FLS301', undefined],
    ]);
    expect(findings[0]?.message).toContain('is not a date');
  });
});
