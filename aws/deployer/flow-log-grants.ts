import { DestinationType, TARGET_KINDS } from '../flow-log';
import { FLOW_LOGS_SERVICE, LOG_DELIVERY_SERVICE } from '../policies';
import { UNKNOWN } from '../template/stack-values';
import { bucketPolicyGrants } from './bucket-policy-grants';
import { NO_RESOURCE_TYPE } from './covered-type';
import type { DeployedFlowLog } from './deployed-flow-log';
import { creatorActions } from './field-permissions';
import { type Grant, linkedRole, ofStack, passRole, UNSCOPED } from './grant';
import { isRetained } from './retained';
import type { StackScope } from './stack-scope';
import { targetArns } from './type-grants';

const SCHEMA = 'AWS::EC2::FlowLog resource type schema: handlers';
const EC2 = 'Service Authorization Reference: Amazon EC2';
const TO_S3 = 'Amazon VPC User Guide: Publish flow logs to Amazon S3';
const TO_LOGS = 'Amazon VPC User Guide: IAM role for publishing flow logs to CloudWatch Logs';
const TO_FIREHOSE = 'Amazon VPC User Guide: Publish flow logs to Amazon Data Firehose';
const FIELDS = 'Amazon VPC User Guide: Flow log records';
const LINKED_ROLE = 'Amazon VPC User Guide: Using service-linked roles for VPC Flow Logs';

/** Permissions that the deployer needs to create, read, tag and delete a flow log. */
export function flowLogGrants(scope: StackScope, flowLog: DeployedFlowLog): Grant[] {
  return [
    ...lifecycleGrants(scope, flowLog),
    ...flowLog.destinationTypes.flatMap((type) => DELIVERY_GRANTS[type](scope, flowLog)),
    ...fieldGrants(scope, flowLog),
  ];
}

function lifecycleGrants(
  { app, stack }: StackScope,
  { resource, title, targetKinds }: DeployedFlowLog,
): Grant[] {
  const values = app.of(stack);
  const arn = (kind: string, id: string) =>
    values.filled(`arn:{partition}:ec2:{region}:{account}:${kind}/${id}`, resource);
  const id = values.text(resource.properties.ResourceId);
  const flowLogs = [arn('vpc-flow-log', UNKNOWN)];
  const common = { source: SCHEMA, neededBy: [title] };
  return [
    {
      ...common,
      topic: 'FlowLogCreate',
      actions: ['ec2:CreateFlowLogs'],
      resources: [...flowLogs, ...targetKinds.map((kind) => arn(TARGET_KINDS[kind].arnType, id))],
      why: 'creates the flow log for its target',
    },
    {
      ...common,
      topic: 'FlowLogTag',
      actions: ['ec2:CreateTags'],
      resources: flowLogs,
      condition: { StringEquals: { 'ec2:CreateAction': 'CreateFlowLogs' } },
      why: 'tags the flow log during its creation',
      source: EC2,
    },
    {
      ...common,
      topic: 'FlowLogChange',
      actions: [...(isRetained(resource) ? [] : ['ec2:DeleteFlowLogs']), 'ec2:CreateTags', 'ec2:DeleteTags'],
      resources: flowLogs,
      condition: ofStack(stack.name),
      why: 'deletes and tags the flow logs of this stack; CloudFormation tags them with the name of the stack',
    },
    { ...common, ...unscoped(['ec2:DescribeFlowLogs']) },
  ];
}

const DELIVERY_GRANTS: Readonly<
  Record<DestinationType, (scope: StackScope, flowLog: DeployedFlowLog) => Grant[]>
> = {
  [DestinationType.S3]: (scope, flowLog) => [
    logDelivery(flowLog, TO_S3),
    ...bucketPolicyGrants(scope, flowLog),
  ],

  [DestinationType.FIREHOSE]: (scope, flowLog) => {
    const { DeliverCrossAccountRole, LogDestination } = flowLog.resource.properties;
    const delivery = logDelivery(flowLog, TO_FIREHOSE);
    // the passed role has the permissions in the account of the stream
    if (DeliverCrossAccountRole !== undefined) {
      return [delivery, ...passedRole(scope, flowLog, LOG_DELIVERY_SERVICE, TO_FIREHOSE)];
    }
    return [
      delivery,
      {
        topic: 'LogDelivery',
        actions: ['firehose:TagDeliveryStream'],
        resources: targetArns(scope, LogDestination, 'AWS::KinesisFirehose::DeliveryStream'),
        why: 'AWS adds the tag LogDeliveryEnabled to the stream with the permissions of the deployer',
        source: TO_FIREHOSE,
        neededBy: [flowLog.title],
      },
      linkedRole(
        linkedRoleArn(scope, LOG_DELIVERY_SERVICE, 'AWSServiceRoleForLogDelivery'),
        LOG_DELIVERY_SERVICE,
        flowLog.title,
        TO_FIREHOSE,
      ),
    ];
  },

  [DestinationType.CLOUD_WATCH_LOGS]: (scope, flowLog) =>
    passedRole(scope, flowLog, FLOW_LOGS_SERVICE, TO_LOGS),
};

function logDelivery({ title, resource }: DeployedFlowLog, source: string): Grant {
  return {
    ...unscoped(['logs:CreateLogDelivery', ...(isRetained(resource) ? [] : ['logs:DeleteLogDelivery'])]),
    source,
    neededBy: [title],
  };
}

function passedRole(
  scope: StackScope,
  { resource, title }: DeployedFlowLog,
  service: string,
  source: string,
): Grant[] {
  const { DeliverLogsPermissionArn: role } = resource.properties;
  if (role === undefined) return [];
  return [passRole(targetArns(scope, role, 'AWS::IAM::Role'), service, title, source)];
}

function fieldGrants(scope: StackScope, { format, title }: DeployedFlowLog): Grant[] {
  if (!format) return [];
  const grants = creatorActions(format).map(
    ({ action, fields }): Grant => ({
      ...fieldActionScope(scope, action),
      actions: [action],
      source: FIELDS,
      neededBy: fields.map((field) => `${title} (${field.name})`),
    }),
  );
  if (!format.fields.some(({ holdsTag }) => holdsTag)) return grants;
  const role = linkedRoleArn(scope, FLOW_LOGS_SERVICE, 'AWSServiceRoleForVPCFlowLogs');
  return [...grants, linkedRole(role, FLOW_LOGS_SERVICE, title, LINKED_ROLE)];
}

/** Only two actions for fields have resource-level permissions. Source: Service Authorization Reference, "Amazon ECS". */
function fieldActionScope(
  { app, stack }: StackScope,
  action: string,
): Pick<Grant, 'topic' | 'resources' | 'why'> {
  const kinds: Readonly<Record<string, string>> = {
    'ecs:ListContainerInstances': 'cluster',
    'ecs:ListTasks': 'container-instance',
  };
  const kind = kinds[action];
  if (kind === undefined) return unscoped([]);
  const { account = UNKNOWN, region = UNKNOWN } = stack;
  const resources = [`arn:${app.of(stack).partition}:ecs:${region}:${account}:${kind}/*`];
  return { topic: 'Fields', resources, why: 'a field of the format requires it' };
}

function unscoped(actions: readonly string[]) {
  return {
    topic: UNSCOPED,
    actions,
    resources: ['*'],
    why: `on *: ${NO_RESOURCE_TYPE}`,
  };
}

function linkedRoleArn({ app, stack }: StackScope, service: string, role: string): string {
  const { account = UNKNOWN } = stack;
  return `arn:${app.of(stack).partition}:iam::${account}:role/aws-service-role/${service}/${role}`;
}
