import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLogDestination, FlowLogTarget, LogFormat, VpcField } from 'cloud-flow-logs/cdk';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { insightsQueries } from '../../../../../aws/insights';
import { LogClass } from '../../../../../aws/log-group-settings';
import { notes } from '../../../../support/annotations';
import { APP_VARIANTS, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { PlainTemplate } from '../../../../support/plain-template';

const TO_GROUP = FlowLogDestination.toCloudWatchLogs();

/** Properties of the query definitions of a template. */
function definitionsOf(template: PlainTemplate) {
  return template.all('AWS::Logs::QueryDefinition').map(([, { Properties }]) => Properties);
}

describe.each(APP_VARIANTS)('questions saved for a log group ($title)', (variant) => {
  const stack = newStack(variant);
  const flowLogs = newFlowLogs(stack, { destination: TO_GROUP, format: LogFormat.SECURITY });
  const template = PlainTemplate.of(stack);
  const { queries, leftOut } = insightsQueries(LogFormat.SECURITY);

  test('are those of the format, for that group, in a folder named after the flow log', () => {
    expect(queries.length).toBeGreaterThan(5);
    const LogGroupNames = [`<${template.id('AWS::Logs::LogGroup')}>`];
    expect(definitionsOf(template)).toEqual(
      queries.map(({ name, query }) => ({
        Name: `flow-logs/Network/FlowLogs/Insights/${name}`,
        LogGroupNames,
        QueryString: query,
      })),
    );
  });

  test('are complete, without an annotation', () => {
    expect(leftOut).toEqual([]);
    expect(notes(flowLogs)).toEqual([]);
  });
});

test('an info annotation lists omitted questions with the missing fields', () => {
  const flowLogs = newFlowLogs(newStack(), { destination: TO_GROUP, format: LogFormat.AWS_DEFAULT });
  const { leftOut } = insightsQueries(LogFormat.AWS_DEFAULT);
  expect(leftOut.length).toBeGreaterThan(0);
  const [text] = notes(flowLogs);
  for (const { name, missing } of leftOut) expect(text).toContain(`${name} (${missing.join(', ')})`);
});

test.each([
  [
    'a transit gateway',
    { target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0') },
    LogFormat.TRANSIT_GATEWAY,
  ],
  ['every field', { format: LogFormat.EVERYTHING }, LogFormat.EVERYTHING],
  ['one field', { format: LogFormat.of(VpcField.BYTES) }, LogFormat.of(VpcField.BYTES)],
])('flow logs of %s have the questions of their format', (_, props, format) => {
  const stack = newStack();
  newFlowLogs(stack, { ...props, destination: TO_GROUP });
  const expected = insightsQueries(format).queries.map(({ query }) => query);
  expect(definitionsOf(PlainTemplate.of(stack)).map(({ QueryString }) => QueryString)).toEqual(expected);
});

test('a group of infrequent access has only the questions that its class supports, with a note', () => {
  const stack = newStack();
  const { INFREQUENT_ACCESS } = logs.LogGroupClass;
  const destination = FlowLogDestination.toCloudWatchLogs({ logGroupClass: INFREQUENT_ACCESS });
  const flowLogs = newFlowLogs(stack, { destination, format: LogFormat.SECURITY });
  const { queries, leftOut } = insightsQueries(LogFormat.SECURITY, LogClass.INFREQUENT_ACCESS);
  expect(definitionsOf(PlainTemplate.of(stack)).map(({ QueryString }) => QueryString)).toEqual(
    queries.map(({ query }) => query),
  );
  expect(leftOut.length).toBeGreaterThan(0);
  const [text] = notes(flowLogs);
  for (const { name, stats } of leftOut) expect(text).toContain(`${name} (${stats})`);
});

test('an imported group has questions, unless savedQueries is false', () => {
  const stack = newStack();
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Own', '/vpc/flows');
  newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ logGroup }) }, 'With');
  const without = FlowLogDestination.toCloudWatchLogs({ logGroup, savedQueries: false });
  newFlowLogs(stack, { destination: without }, 'Without');
  const names = definitionsOf(PlainTemplate.of(stack)).map(({ Name, LogGroupNames }) => [
    Name,
    LogGroupNames,
  ]);
  expect(names.length).toBeGreaterThan(5);
  for (const [name, groups] of names) {
    expect(name).toMatch(/^flow-logs\/Network\/With\//);
    expect(groups).toEqual(['/vpc/flows']);
  }
});

test('names are unique and within the limit, however long the path of the flow log', () => {
  const stack = newStack();
  const deep = (parent: Construct, depth: number): Construct =>
    depth === 0 ? parent : deep(new Construct(parent, `level-${'x'.repeat(40)}-${depth}`), depth - 1);
  for (const id of ['One', 'Two']) {
    newFlowLogs(deep(new Construct(stack, id), 6) as typeof stack, { destination: TO_GROUP });
  }
  const names = definitionsOf(PlainTemplate.of(stack)).map(({ Name }) => String(Name));
  expect(names.length).toBeGreaterThan(10);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name.length).toBeLessThanOrEqual(255);
});
