import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { changesBetween } from '../../../standard/change/changes-between';
import { ChangeKind } from '../../../standard/change/flow-log-change';
import { check } from '../../../standard/check';
import { known, unknown } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { awsFlowLog, awsNetwork, azureFlowLog, destination, modelOf } from '../../support/standard-facts';

const without = (name: string) =>
  known(LogFormat.of(...LogFormat.RECOMMENDED.fields.filter((field) => field.name !== name)).toString());

function between(before: ReturnType<typeof awsFlowLog>[], after: ReturnType<typeof awsFlowLog>[]) {
  return changesBetween(modelOf({ flowLogs: before }), modelOf({ flowLogs: after }));
}

describe('the differences between two versions', () => {
  test('are empty for equal versions, regardless of order', () => {
    const all = [awsFlowLog(), azureFlowLog({ address: 'Azure' })];
    expect(changesBetween(modelOf({ flowLogs: all }), modelOf({ flowLogs: [...all].reverse() }))).toEqual([]);
  });

  test('replace a flow log with another format, and list lost fields, columns and attributes', () => {
    const [change] = between([awsFlowLog()], [awsFlowLog({ format: without('tcp-flags') })]);
    expect(change).toMatchObject({
      kind: ChangeKind.REPLACED,
      fieldsRemoved: ['tcp-flags'],
      fieldsAdded: [],
      isReordered: false,
      columnsLost: ['initiator', 'tcp_flags'],
    });
    expect(change?.attributesLost).toEqual(['is_src_dst_assignment_known', 'connection_info.tcp_flags']);
    expect(change?.steps).toHaveLength(4);
  });

  test('list the saved queries that no longer work', () => {
    const [change] = between([awsFlowLog()], [awsFlowLog({ format: without('action') })]);
    expect(change?.questionsLost).toEqual(expect.arrayContaining(['rejected-traffic', 'accepted-traffic']));
  });

  test('do not lose a derived column while one of its fields remains', () => {
    const [change] = between([awsFlowLog()], [awsFlowLog({ format: without('type') })]);
    expect(change?.columnsLost).toEqual(['type']);
  });

  test('ignore an explicit default', () => {
    expect(
      between([awsFlowLog({ interval: known(undefined) })], [awsFlowLog({ interval: known(600) })]),
    ).toEqual([]);
    const own = known(undefined);
    expect(
      between(
        [awsFlowLog({ format: own })],
        [awsFlowLog({ format: known(LogFormat.AWS_DEFAULT.toString()) })],
      ),
    ).toEqual([]);
  });

  test('replace a renamed flow log, but remove and add one with another target', () => {
    expect(between([awsFlowLog()], [awsFlowLog({ address: 'Other' })]).map(({ kind }) => kind)).toEqual([
      ChangeKind.REPLACED,
    ]);
    const other = awsFlowLog({ address: 'Other', target: known('Vpc2') });
    expect(between([awsFlowLog()], [other]).map(({ kind }) => kind)).toEqual([
      ChangeKind.ADDED,
      ChangeKind.REMOVED,
    ]);
  });

  test('treat unknown values as unchanged', () => {
    expect(
      between([awsFlowLog()], [awsFlowLog({ format: unknown('it is a parameter'), traffic: unknown('x') })]),
    ).toEqual([]);
  });

  test('update every Azure property except the name in place', () => {
    const flowLogs = [azureFlowLog({ enabled: known(false), version: known(1), target: known('Other') })];
    const [change] = changesBetween(modelOf({ flowLogs: [azureFlowLog()] }), modelOf({ flowLogs }));
    expect(change?.kind).toBe(ChangeKind.UPDATED);
    const named = [azureFlowLog({ identity: known('rg/watcher/other') })];
    expect(
      changesBetween(modelOf({ flowLogs: [azureFlowLog()] }), modelOf({ flowLogs: named }))[0]?.kind,
    ).toBe(ChangeKind.REPLACED);
  });
});

describe('the rules on changes', () => {
  const standard = FlowLogStandard.parse(
    'version: 1\naws: { format: { default: allow } }',
    's.yaml',
  ).resolved;
  const rules = (before: ReturnType<typeof awsFlowLog>, after: ReturnType<typeof awsFlowLog>) => {
    const [base, model] = [before, after].map((flowLog) =>
      modelOf({ networks: [awsNetwork()], flowLogs: [flowLog] }),
    );
    return check({ base, model: model as NonNullable<typeof model>, standard }).findings.map(
      ({ rule }) => rule,
    );
  };

  test('report nothing without a change', () => {
    expect(rules(awsFlowLog(), awsFlowLog())).toEqual([]);
  });

  test('report only the replacement for an additional field at the end', () => {
    const grown = known(`${LogFormat.RECOMMENDED} \${encryption-status}`);
    expect(rules(awsFlowLog(), awsFlowLog({ format: grown }))).toEqual(['FLS501']);
  });

  test('accept a longer retention and a wider traffic type', () => {
    const longer = known(destination({ retention: known(800) }));
    expect(rules(awsFlowLog(), awsFlowLog({ destination: longer }))).toEqual([]);
    expect(rules(awsFlowLog({ traffic: known('REJECT') }), awsFlowLog())).toEqual(['FLS501']);
  });

  test('report an unknown retention as undecided', () => {
    const open = known(destination({ retention: unknown('it is a parameter') }));
    expect(rules(awsFlowLog(), awsFlowLog({ destination: open }))).toContain('FLS002');
  });

  test('accept the removal of a network with its flow log', () => {
    const base = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
    expect(check({ base, model: modelOf({}), standard }).findings).toEqual([]);
  });
});
