import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { logGroupTrust, logGroupWriteStatements } from '../../../../../aws/policies';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { environmentOf, PlainTemplate, plainStatements } from '../../../../support/plain-template';
import { thrownBy } from '../../../../support/thrown';

const ENV = { account: ACCOUNT, region: 'us-east-1' };
const HOME = { partition: 'aws', ...ENV };
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/flow-logs`;
const FLOW_LOGS = new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com');
const EC2 = new iam.ServicePrincipal('ec2.amazonaws.com');

function flowLogsWith(stack: Stack, role: iam.IRole, id?: string) {
  return newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs({ role }) }, id);
}

/** The statements that a warning prints. */
function printed(text: string | undefined): unknown {
  return JSON.parse(text?.slice(text.indexOf('[\n')).replace(/\s*\[ack: [^\]]*\]$/, '') ?? '');
}

const TRUST_WARNING =
  'this app does not manage the trust policy of role flow-logs, and no flow log is delivered without these statements. Add them:';

describe.each(APP_VARIANTS)('a role of the app ($title)', (variant) => {
  test('that trusts another service trusts flow logs of this account and region, too', () => {
    const stack = newStack(variant);
    const flowLogs = flowLogsWith(stack, new iam.Role(stack, 'Own', { assumedBy: EC2 }));
    const [ec2, ...added] = PlainTemplate.of(stack).trust('Own');
    expect(ec2?.Principal).toEqual({ Service: 'ec2.amazonaws.com' });
    expect(added).toEqual(plainStatements(logGroupTrust(environmentOf(stack))));
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('that trusts flow logs keeps its trust policy', () => {
    const stack = newStack(variant);
    flowLogsWith(stack, new iam.Role(stack, 'Own', { assumedBy: FLOW_LOGS }));
    expect(PlainTemplate.of(stack).trust('Own')).toHaveLength(1);
  });
});

test('flow logs of several regions share one statement of the trust policy', () => {
  const app = new App();
  const stacks = ['us-east-1', 'eu-west-1'].map(
    (region) => new Stack(app, region, { env: { ...ENV, region }, crossRegionReferences: true }),
  );
  const [first] = stacks as [Stack];
  const role = new iam.Role(first, 'Own', { assumedBy: EC2, roleName: 'flow-logs' });
  for (const stack of stacks) flowLogsWith(stack, role);
  for (const stack of stacks.slice(1)) {
    const [policy] = PlainTemplate.of(stack).all('AWS::IAM::Policy', 'FlowLogsDeliveryPolicy');
    expect(policy?.[1].Properties.Roles).toHaveLength(1);
    expect(PlainTemplate.of(stack).the('AWS::EC2::FlowLog').DependsOn).toContain(policy?.[0]);
  }
  const homes = stacks.map(({ region }) => ({ ...HOME, region }));
  expect(PlainTemplate.of(first).trust('Own').slice(1)).toEqual(plainStatements(logGroupTrust(...homes)));
});

test('a trust policy above the limit of IAM is an error', () => {
  const stack = newStack({ env: ENV });
  const role = new iam.Role(stack, 'Own', {
    assumedBy: new iam.CompositePrincipal(
      ...Array.from({ length: 40 }, (_, index) => new iam.AccountPrincipal(String(100_000_000_000 + index))),
    ),
  });
  flowLogsWith(stack, role);
  expect(thrownBy(() => PlainTemplate.of(stack))).toMatch(
    /\[Network\/Own\] the trust policy of role Network\/Own has up to \d+ bytes, but IAM accepts at most 2048: /,
  );
});

test('an imported role receives the permissions, and a warning prints its trust policy', () => {
  const stack = newStack({ env: ENV });
  const flowLogs = flowLogsWith(stack, iam.Role.fromRoleArn(stack, 'Own', ROLE_ARN));
  const template = PlainTemplate.of(stack);
  expect(template.the('AWS::IAM::Policy').Properties.Roles).toEqual(['flow-logs']);
  expect(template.the('AWS::EC2::FlowLog').Properties.DeliverLogsPermissionArn).toBe(ROLE_ARN);
  const [text, ...others] = warnings(flowLogs);
  expect(others).toEqual([]);
  expect(text).toContain(TRUST_WARNING);
  expect(printed(text)).toEqual([logGroupTrust(HOME)]);
});

test('an imported role with mutable: false: warnings print its permissions and its trust policy', () => {
  const stack = newStack({ env: ENV });
  const flowLogs = flowLogsWith(stack, iam.Role.fromRoleArn(stack, 'Own', ROLE_ARN, { mutable: false }));
  expect(PlainTemplate.of(stack).all('AWS::IAM::Policy')).toEqual([]);
  const [permissions, trust, ...others] = warnings(flowLogs);
  expect(others).toEqual([]);
  expect(permissions).toContain(
    'this app does not manage the permissions of role flow-logs, and no flow log is delivered without these statements. Add them',
  );
  const group = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:`;
  const [first, second] = printed(permissions) as { Resource: string[] }[];
  expect(first?.Resource).toEqual(['<Arn of AWS::Logs::LogGroup Network/FlowLogs/LogGroup>']);
  expect(permissions).toContain('and replace <Arn of AWS::Logs::LogGroup Network/FlowLogs/LogGroup>:');
  expect(second).toEqual(logGroupWriteStatements(HOME, `${group}name`)[1]);
  expect(trust).toContain(TRUST_WARNING);
});

test('a role of the app without policy updates that does not trust flow logs is an error with the statement', () => {
  const stack = newStack({ env: ENV });
  const role = new iam.Role(stack, 'Own', { assumedBy: EC2 });
  const message = thrownBy(() => flowLogsWith(stack, role.withoutPolicyUpdates()));
  expect(message).toContain(
    'Network/FlowLogs: role Network/Own does not trust vpc-flow-logs.amazonaws.com, and it accepts no policy updates: add ' +
      'this statement to its trust policy:\n{',
  );
  expect(JSON.parse(message.slice(message.indexOf('{')))).toEqual(logGroupTrust(HOME));
});

test('a role of the app without policy updates that trusts flow logs: a warning prints its permissions', () => {
  const stack = newStack({ env: ENV });
  const role = new iam.Role(stack, 'Own', { assumedBy: FLOW_LOGS });
  const [text, ...others] = warnings(flowLogsWith(stack, role.withoutPolicyUpdates()));
  expect(others).toEqual([]);
  expect(text).toContain('this app does not manage the permissions of role');
});
