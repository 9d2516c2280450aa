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

describe('what changes', () => {
  test('nothing, where nothing does', () => {
    const all = [awsFlowLog(), azureFlowLog({ address: 'Azure' })];
    expect(changesBetween(modelOf({ flowLogs: all }), modelOf({ flowLogs: [...all].reverse() }))).toEqual([]);
  });

  test('a format: the flow log is made anew, and what can not be read is named', () => {
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

  test('questions that lose their answer are named', () => {
    const [change] = between([awsFlowLog()], [awsFlowLog({ format: without('action') })]);
    expect(change?.questionsLost).toEqual(expect.arrayContaining(['rejected-traffic', 'accepted-traffic']));
  });

  test('addresses stay known by one of their fields, and so does the version of IP', () => {
    const [change] = between([awsFlowLog()], [awsFlowLog({ format: without('type') })]);
    expect(change?.columnsLost).toEqual(['type']);
  });

  test('a default that is said is no change', () => {
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

  test('another name for the same is one made anew; another target is one more and one less', () => {
    expect(between([awsFlowLog()], [awsFlowLog({ address: 'Other' })]).map(({ kind }) => kind)).toEqual([
      ChangeKind.REPLACED,
    ]);
    const other = awsFlowLog({ address: 'Other', target: known('Vpc2') });
    expect(between([awsFlowLog()], [other]).map(({ kind }) => kind)).toEqual([
      ChangeKind.ADDED,
      ChangeKind.REMOVED,
    ]);
  });

  test('what is not known is taken for unchanged', () => {
    expect(
      between([awsFlowLog()], [awsFlowLog({ format: unknown('it is a parameter'), traffic: unknown('x') })]),
    ).toEqual([]);
  });

  test('Azure changes all but its name in place', () => {
    const flowLogs = [azureFlowLog({ enabled: known(false), version: known(1), target: known('Other') })];
    const [change] = changesBetween(modelOf({ flowLogs: [azureFlowLog()] }), modelOf({ flowLogs }));
    expect(change?.kind).toBe(ChangeKind.UPDATED);
    const named = [azureFlowLog({ identity: known('rg/watcher/other') })];
    expect(
      changesBetween(modelOf({ flowLogs: [azureFlowLog()] }), modelOf({ flowLogs: named }))[0]?.kind,
    ).toBe(ChangeKind.REPLACED);
  });
});

describe('how changes are judged', () => {
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

  test('nothing is said of no change', () => {
    expect(rules(awsFlowLog(), awsFlowLog())).toEqual([]);
  });

  test('a field more at the end is made anew, and no more', () => {
    const grown = known(`${LogFormat.RECOMMENDED} \${encryption-status}`);
    expect(rules(awsFlowLog(), awsFlowLog({ format: grown }))).toEqual(['FLS501']);
  });

  test('a longer retention and more traffic are welcome', () => {
    const longer = known(destination({ retention: known(800) }));
    expect(rules(awsFlowLog(), awsFlowLog({ destination: longer }))).toEqual([]);
    expect(rules(awsFlowLog({ traffic: known('REJECT') }), awsFlowLog())).toEqual(['FLS501']);
  });

  test('a retention that nobody can know is left open', () => {
    const open = known(destination({ retention: unknown('it is a parameter') }));
    expect(rules(awsFlowLog(), awsFlowLog({ destination: open }))).toContain('FLS002');
  });

  test('a network that goes with its flow log is no loss', () => {
    const base = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
    expect(check({ base, model: modelOf({}), standard }).findings).toEqual([]);
  });
});
