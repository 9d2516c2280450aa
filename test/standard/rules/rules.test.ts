import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { check } from '../../../standard/check';
import { known, NetworkKind, type ResourceModel, unknown } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { Outcome, RULE_METADATA, RULES } from '../../../standard/rules';
import { awsFormat, standardOf } from '../../support/rule-cases';
import { awsFlowLog, awsNetwork, azureFlowLog, azureNetwork, modelOf } from '../../support/standard-facts';
import { CORPUS_STANDARD } from '../corpus/corpus-app';

const STRICT = FlowLogStandard.parse(CORPUS_STANDARD, 's.yaml').resolved;

function outcomes(rule: string, model: ResourceModel, standard = STRICT) {
  const found = RULES.find(({ id }) => id === rule);
  return found?.check(model, standard).map(({ outcome }) => outcome);
}

/** Rules with a violation. */
function failuresIn(model: ResourceModel): string[] {
  const { findings } = check({ model, standard: STRICT });
  return findings.filter(({ rule }) => rule !== 'FLS002').map(({ rule }) => rule);
}

describe('the rule metadata', () => {
  test('has unique ids in order, and unique names', () => {
    const ids = RULE_METADATA.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(RULE_METADATA.map(({ name }) => name)).size).toBe(ids.length);
  });

  test.each(RULE_METADATA.map((rule) => [rule.id, rule] as const))(
    '%s has every text of its page',
    (id, rule) => {
      expect(id).toMatch(/^FLS\d{3}$/);
      expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [rule.title, rule.why, rule.fix, rule.bad, rule.good])
        expect(text.length).toBeGreaterThan(5);
      expect(rule.bad).not.toBe(rule.good);
      expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
      expect(rule.title).not.toMatch(/\.$/);
    },
  );
});

function isValue(property: unknown): boolean {
  return typeof property === 'object' && property !== null && 'known' in property;
}

describe('an unknown value is not a violation', () => {
  const UNKNOWN = unknown('it is a parameter');
  const AWS_VALUES = Object.keys(awsFlowLog()).filter((key) => isValue((awsFlowLog() as never)[key]));
  const AZURE_VALUES = Object.keys(azureFlowLog()).filter((key) => isValue((azureFlowLog() as never)[key]));

  test.each(AWS_VALUES)('%s of an AWS flow log', (key) => {
    const model = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ [key]: UNKNOWN })] });
    expect(failuresIn(model)).toEqual([]);
  });

  test.each(AZURE_VALUES)('%s of an Azure flow log', (key) => {
    const model = modelOf({ networks: [azureNetwork()], flowLogs: [azureFlowLog({ [key]: UNKNOWN })] });
    expect(failuresIn(model)).toEqual([]);
  });

  test('for any combination of unknown values of an AWS flow log', () => {
    fc.assert(
      fc.property(
        fc.subarray(AWS_VALUES),
        fc.constantFrom('${srcaddr}', undefined, 'hello', LogFormat.RECOMMENDED.toString()),
        fc.constantFrom('ALL', 'REJECT', 'x', undefined),
        (unknowns, format, traffic) => {
          const decided = awsFlowLog({ format: known(format), traffic: known(traffic) });
          const blurred = { ...decided, ...Object.fromEntries(unknowns.map((key) => [key, UNKNOWN])) };
          const failing = (flowLog: typeof decided) =>
            new Set(
              check({ model: modelOf({ networks: [awsNetwork()], flowLogs: [flowLog] }), standard: STRICT })
                .findings.filter(({ rule }) => rule !== 'FLS002')
                .map(({ fingerprint }) => fingerprint.concat()),
            );
          const before = failing(decided);
          for (const each of failing(blurred)) expect(before).toContain(each);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('FLS103 overlapping-flow-logs', () => {
  test('reports the flow log with the smaller target', () => {
    const networks = [awsNetwork(), awsNetwork('A', NetworkKind.SUBNET, 'Vpc')];
    const flowLogs = [
      awsFlowLog({ address: 'OnVpc' }),
      awsFlowLog({ address: 'OnA', target: known('A'), targetKind: known('Subnet') }),
    ];
    expect(outcomes('FLS103', modelOf({ networks, flowLogs }))).toEqual([Outcome.PASS, Outcome.FAIL]);
  });

  test('compares ten thousand flow logs on one network within the timeout', () => {
    const flowLogs = Array.from({ length: 10_000 }, (_, index) => awsFlowLog({ address: `FlowLog${index}` }));
    const results = outcomes('FLS103', modelOf({ flowLogs }));
    expect(results?.filter((outcome) => outcome === Outcome.PASS).length).toBe(1);
  });
});

test('a severity in the standard overrides the severity of the verdict', () => {
  const { model = modelOf({}) } = awsFormat('${srcaddr} ${interface-id}', 'RegionalNatGateway');
  const severity = (text: string) =>
    check({ model, standard: standardOf(text) }).findings.find(({ rule }) => rule === 'FLS207')?.severity;
  expect(severity('')).toBe('warning');
  expect(severity('rules: { FLS207: note }')).toBe('note');
});
