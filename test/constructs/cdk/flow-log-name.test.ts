import { AspectPriority, Aspects, Stack, Tags } from 'aws-cdk-lib';
import { FlowLogDestination, MissingFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { newApp, newFlowLogs, newStack, newVpc } from '../../support/cdk-apps';
import { PlainTemplate } from '../../support/plain-template';

/** The tags `Name` of all flow logs of a stack. */
function namesIn(stack: Stack): unknown[] {
  return PlainTemplate.of(stack)
    .all('AWS::EC2::FlowLog')
    .flatMap(([, { Properties }]) => {
      const tags = Properties.Tags as { Key: string; Value: string }[];
      return tags.filter(({ Key }) => Key === 'Name').map(({ Value }) => Value);
    });
}

describe.each([false, true])('the tag Name of a flow log, feature flags: %s', (flags) => {
  test('is the path of the construct, or flowLogName', () => {
    const stack = newStack({ flags });
    newFlowLogs(stack);
    newFlowLogs(stack, { flowLogName: 'network-production' }, 'Named');
    expect(namesIn(stack)).toEqual(['Network/FlowLogs', 'network-production']);
  });

  test('is the one that the app adds to the construct', () => {
    const stack = newStack({ flags });
    const flowLogs = newFlowLogs(stack, {
      flowLogName: 'ours',
      destinations: [FlowLogDestination.toCloudWatchLogs(), FlowLogDestination.toCloudWatchLogs()],
    });
    Tags.of(flowLogs).add('Name', 'theirs');
    expect(namesIn(stack)).toEqual(['theirs', 'theirs']);
  });

  test('is not the one of a stack, as for the constructs of CDK', () => {
    const stack = newStack({ flags });
    Tags.of(stack).add('Name', 'everything');
    newFlowLogs(stack, { flowLogName: 'ours' });
    expect(namesIn(stack)).toEqual(['ours']);
  });

  test('is set by flow logs only, and not on the role and the log group of a destination', () => {
    const stack = newStack({ flags });
    newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs() });
    const template = PlainTemplate.of(stack);
    for (const type of ['AWS::IAM::Role', 'AWS::Logs::LogGroup']) {
      expect(template.the(type).Properties).not.toHaveProperty('Tags');
    }
  });

  test('is set for flow logs that an Aspect adds', () => {
    const app = newApp({ flags });
    const stack = new Stack(app, 'Network');
    newVpc(stack);
    Aspects.of(app).add(new MissingFlowLogs(), { priority: AspectPriority.MUTATING });
    expect(namesIn(stack)).toEqual(['Network/Vpc/MissingFlowLogs']);
  });
});

test.each(['', ' '])('a name cannot be empty: %j', (flowLogName) => {
  expect(() => newFlowLogs(newStack(), { flowLogName })).toThrow(
    `Network/FlowLogs: flowLogName is ${JSON.stringify(flowLogName)}: set a name, or remove the prop to use the path of the construct`,
  );
});

test('a name is limited to 256 characters', () => {
  expect(() => newFlowLogs(newStack(), { flowLogName: 'x'.repeat(257) })).toThrow(
    'Network/FlowLogs: flowLogName has 257 characters: expected at most 256',
  );
  const stack = newStack();
  newFlowLogs(stack, {}, 'x'.repeat(300));
  expect(namesIn(stack)).toEqual(['x'.repeat(256)]);
});
