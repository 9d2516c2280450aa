import { DestinationType, TARGET_KINDS } from '../flow-log';
import { FLOW_LOGS_SERVICE, LOG_DELIVERY_SERVICE } from '../policies';
import type { DeclaredFlowLog } from '../template/flow-logs';
import { UNKNOWN } from '../template/stack-values';
import { creatorActions } from './field-permissions';
import { type Grant, linkedRole, passRole, UNSCOPED } from './grant';
import type { Place } from './place';
import { targetArns } from './type-grants';

const SCHEMA = 'AWS::EC2::FlowLog resource type schema: handlers';
const EC2 = 'Service Authorization Reference: Amazon EC2';
const TO_S3 = 'Amazon VPC User Guide: Publish flow logs to Amazon S3';
const TO_LOGS = 'Amazon VPC User Guide: IAM role for publishing flow logs to CloudWatch Logs';
const TO_FIREHOSE = 'Amazon VPC User Guide: Publish flow logs to Amazon Data Firehose';
const FIELDS = 'Amazon VPC User Guide: Flow log records';
const LINKED_ROLE = 'Amazon VPC User Guide: Using service-linked roles for VPC Flow Logs';

/** What making, reading, tagging and removing a flow log asks of whoever deploys it. */
export function flowLogGrants(place: Place, flowLog: DeclaredFlowLog): Grant[] {
  return [
    ...lifeGrants(place, flowLog),
    ...DELIVERY_GRANTS[flowLog.destinationType](place, flowLog),
    ...fieldGrants(place, flowLog),
  ];
}

function lifeGrants({ app, stack }: Place, { resource, title, targetKind }: DeclaredFlowLog): Grant[] {
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
      resources: [...flowLogs, arn(TARGET_KINDS[targetKind].arnType, id)],
      why: 'puts a flow log on what is to be logged',
    },
    {
      ...common,
      topic: 'FlowLogTag',
      actions: ['ec2:CreateTags'],
      resources: flowLogs,
      condition: { StringEquals: { 'ec2:CreateAction': 'CreateFlowLogs' } },
      why: 'tags a flow log while it is made',
      source: EC2,
    },
    {
      ...common,
      topic: 'FlowLogChange',
      actions: ['ec2:DeleteFlowLogs', 'ec2:CreateTags', 'ec2:DeleteTags'],
      resources: flowLogs,
      condition: ofStack(stack.name),
      why: 'removes and tags flow logs of this stack, which CloudFormation tags with its name by the schema of the type',
    },
    { ...common, ...unscoped(['ec2:DescribeFlowLogs']) },
  ];
}

/** CloudFormation tags what it makes, where the type's schema says so; flow logs are. */
function ofStack(name: string): Grant['condition'] {
  const key = 'aws:ResourceTag/aws:cloudformation:stack-name';
  return { [name.includes('*') ? 'StringLike' : 'StringEquals']: { [key]: name } };
}

const DELIVERY_GRANTS: Readonly<
  Record<DestinationType, (place: Place, flowLog: DeclaredFlowLog) => Grant[]>
> = {
  // the bucket's policy is a resource of the app: AWS need not write one in the deployer's name
  [DestinationType.S3]: (_, flowLog) => [logDelivery(flowLog, TO_S3)],

  [DestinationType.FIREHOSE]: (place, flowLog) => {
    const { DeliverCrossAccountRole, LogDestination } = flowLog.resource.properties;
    const delivery = logDelivery(flowLog, TO_FIREHOSE);
    // the role that is passed does the rest in the other account
    if (DeliverCrossAccountRole !== undefined) {
      return [delivery, ...passedRole(place, flowLog, LOG_DELIVERY_SERVICE, TO_FIREHOSE)];
    }
    return [
      delivery,
      {
        topic: 'LogDelivery',
        actions: ['firehose:TagDeliveryStream'],
        resources: targetArns(place, LogDestination, 'AWS::KinesisFirehose::DeliveryStream'),
        why: 'AWS marks the stream with LogDeliveryEnabled in the name of the deployer',
        source: TO_FIREHOSE,
        neededBy: [flowLog.title],
      },
      linkedRole(
        linkedRoleArn(place, LOG_DELIVERY_SERVICE, 'AWSServiceRoleForLogDelivery'),
        LOG_DELIVERY_SERVICE,
        flowLog.title,
        TO_FIREHOSE,
      ),
    ];
  },

  [DestinationType.CLOUD_WATCH_LOGS]: (place, flowLog) =>
    passedRole(place, flowLog, FLOW_LOGS_SERVICE, TO_LOGS),
};

function logDelivery({ title }: DeclaredFlowLog, source: string): Grant {
  return {
    ...unscoped(['logs:CreateLogDelivery', 'logs:DeleteLogDelivery']),
    source,
    neededBy: [title],
  };
}

function passedRole(
  place: Place,
  { resource, title }: DeclaredFlowLog,
  service: string,
  source: string,
): Grant[] {
  const { DeliverLogsPermissionArn: role } = resource.properties;
  if (role === undefined) return [];
  return [passRole(targetArns(place, role, 'AWS::IAM::Role'), service, title, source)];
}

function fieldGrants(place: Place, { format, title }: DeclaredFlowLog): Grant[] {
  if (!format) return [];
  const grants = creatorActions(format).map(
    ({ action, fields }): Grant => ({
      ...onWhatever(place, action),
      actions: [action],
      source: FIELDS,
      neededBy: fields.map((field) => `${title} (${field.name})`),
    }),
  );
  if (!format.fields.some(({ holdsTag }) => holdsTag)) return grants;
  const role = linkedRoleArn(place, FLOW_LOGS_SERVICE, 'AWSServiceRoleForVPCFlowLogs');
  return [...grants, linkedRole(role, FLOW_LOGS_SERVICE, title, LINKED_ROLE)];
}

/** All but two of the actions for fields have no resource-level permissions. Source: Service Authorization Reference. */
function onWhatever({ app, stack }: Place, action: string): Pick<Grant, 'topic' | 'resources' | 'why'> {
  const kinds: Readonly<Record<string, string>> = {
    'ecs:ListContainerInstances': 'cluster',
    'ecs:ListTasks': 'container-instance',
  };
  const kind = kinds[action];
  if (kind === undefined) return unscoped([]);
  const { account = UNKNOWN, region = UNKNOWN } = stack;
  const resources = [`arn:${app.of(stack).partition}:ecs:${region}:${account}:${kind}/*`];
  return { topic: 'Fields', resources, why: 'a field of the format asks for it' };
}

function unscoped(actions: readonly string[]) {
  return {
    topic: UNSCOPED,
    actions,
    resources: ['*'],
    why: 'on *: the service has no resource-level permissions for them',
  };
}

function linkedRoleArn({ app, stack }: Place, service: string, role: string): string {
  const { account = UNKNOWN } = stack;
  return `arn:${app.of(stack).partition}:iam::${account}:role/aws-service-role/${service}/${role}`;
}
