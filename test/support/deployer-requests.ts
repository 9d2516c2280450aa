import { compareType, type HandlerPermissions } from '../../aws/deployer/comparison/compare-type';
import { isRetained } from '../../aws/deployer/retained';
import { FLOW_LOG_TYPE } from '../../aws/flow-log';
import type { TemplateResource } from '../../aws/template/template-stack';
import { factsOf } from './iam-data';
import type { PhysicalTemplate } from './physical-template';

/** A call of CloudFormation, or of a service with its permissions. */
export interface DeployerRequest {
  readonly action: string;
  /** ARN; `*` for an action without resource-level permissions. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
  /** Type of the resource that needs it. */
  readonly type: string;
}

/** The ARNs that the calls for a resource name, and the context of the calls. */
interface Aspects {
  readonly arns: readonly string[];
  /** ARNs of the calls that name others. */
  readonly of?: Readonly<Record<string, readonly string[]>>;
  readonly context?: Readonly<Record<string, string>>;
}

/** Returns the calls that create, read, update and delete a resource, from the handlers in the schema of its type. */
export async function deployerRequests(
  template: PhysicalTemplate,
  resource: TemplateResource,
  types: Readonly<Record<string, HandlerPermissions>>,
): Promise<DeployerRequest[]> {
  const { type } = resource;
  const { arns, of = {}, context = {} } = aspectsOf(template, resource);
  const requests: DeployerRequest[] = [];
  for (const action of actionsOf(resource, types)) {
    const facts = await factsOf(action);
    if (!facts) throw new Error(`${action} does not exist`);
    const own = (of[action] ?? arns).filter((arn) =>
      facts.types.some(({ arn: pattern }) => pattern.test(arn)),
    );
    const resources = facts.types.length === 0 ? ['*'] : own;
    if (resources.length === 0) throw new Error(`${type}: ${action} matches none of ${arns.join(', ')}`);
    requests.push(...resources.map((arn) => ({ action, resource: arn, context, type })));
  }
  return requests;
}

function actionsOf(
  resource: TemplateResource,
  types: Readonly<Record<string, HandlerPermissions>>,
): string[] {
  const { type } = resource;
  if (type === FLOW_LOG_TYPE) return flowLogActions(resource);
  if (type.startsWith('Custom::')) return ['lambda:InvokeFunction'];
  const handlers = types[type];
  if (!handlers) throw new Error(`the extract has no schema of ${type}`);
  const isGiven = (when: string): boolean => {
    if (when === 'always') return true;
    const [deletion, property] = when.split(', with ');
    if (deletion === 'deletion')
      return !isRetained(resource) && (property === undefined || isGiven(property));
    return when.split(' or ').some((name) => nestedValues(resource.properties, name.split('.')).length > 0);
  };
  return compareType(type, handlers)
    .filter(({ granted, handlers: listed, reason }) => {
      if (reason === undefined && granted.length === 0) return true;
      return granted.some(isGiven) && (reason !== undefined || listed.length > 0);
    })
    .map(({ action }) => action);
}

/** Source: "Amazon VPC User Guide: Flow log records". */
const ECS_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'ecs-': ['ecs:ListClusters'],
  'ecs-container-instance-': ['ecs:ListContainerInstances'],
  'ecs-service-name': ['ecs:ListServices'],
  'ecs-task-definition-arn': ['ecs:ListTaskDefinitions'],
  'ecs-task-arn': ['ecs:ListTasks'],
  'ecs-task-id': ['ecs:ListTasks'],
};

/** Source: "Amazon VPC User Guide": permissions for the destinations and the fields of flow logs. */
function flowLogActions(resource: TemplateResource): string[] {
  const format = String(resource.properties.LogFormat);
  const destination = resource.properties.LogDestinationType;
  const isDelivered = destination !== 'cloud-watch-logs';
  const isForeign = resource.properties.DeliverCrossAccountRole !== undefined;
  const hasTags = format.includes('-tag');
  return [
    'ec2:CreateFlowLogs',
    'ec2:CreateTags',
    'ec2:DeleteFlowLogs',
    'ec2:DeleteTags',
    'ec2:DescribeFlowLogs',
    ...(isDelivered ? ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery'] : []),
    ...(resource.properties.DeliverLogsPermissionArn === undefined ? [] : ['iam:PassRole']),
    ...(destination === 'kinesis-data-firehose' && !isForeign
      ? ['firehose:TagDeliveryStream', 'iam:CreateServiceLinkedRole']
      : []),
    ...(hasTags ? ['iam:CreateServiceLinkedRole', 'ec2:DescribeTags'] : []),
    ...(format.includes('asg-tag') ? ['autoscaling:DescribeTags'] : []),
    ...Object.entries(ECS_FIELDS).flatMap(([field, actions]) => (format.includes(field) ? actions : [])),
  ];
}

const TARGETS: Readonly<Record<string, string>> = {
  VPC: 'vpc',
  Subnet: 'subnet',
  NetworkInterface: 'network-interface',
  TransitGateway: 'transit-gateway',
  TransitGatewayAttachment: 'transit-gateway-attachment',
  RegionalNatGateway: 'natgateway',
};

function aspectsOf(template: PhysicalTemplate, resource: TemplateResource): Aspects {
  const { account, region, stack } = template;
  const arn = (text: string) =>
    `arn:aws:${text.replace(':R:', `:${region}:`).replace(':A:', `:${account}:`)}`;
  const value = (path: string) => String(template.property(resource, path));
  const roles = ['Role', 'RoleARN', 'RoleArn', 'Roles'].flatMap((name) =>
    nestedValues(resource.properties, [name]).flatMap((each) => [template.resolved(each)].flat()),
  );
  const roleArns = roles.map((role) =>
    String(role).startsWith('arn:') ? String(role) : arn(`iam::A:role/${role}`),
  );
  const passed = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
  const group = (name: string) => [arn(`logs:R:A:log-group:${name}`), arn(`logs:R:A:log-group:${name}:*`)];
  const own = template.arnOf(resource);
  switch (resource.type) {
    case FLOW_LOG_TYPE: {
      const service =
        value('LogDestinationType') === 'kinesis-data-firehose' ? 'delivery.logs' : 'vpc-flow-logs';
      const linked =
        service === 'delivery.logs' ? 'AWSServiceRoleForLogDelivery' : 'AWSServiceRoleForVPCFlowLogs';
      const flowLog = arn('ec2:R:A:vpc-flow-log/fl-0a1b2c3d');
      const target = arn(`ec2:R:A:${TARGETS[value('ResourceType')]}/${value('ResourceId')}`);
      return {
        arns: [flowLog],
        of: {
          'ec2:CreateFlowLogs': [flowLog, target],
          'ecs:ListContainerInstances': [arn('ecs:R:A:cluster/c')],
          'ecs:ListTasks': [arn('ecs:R:A:container-instance/c/i')],
          'firehose:TagDeliveryStream': [value('LogDestination')],
          'iam:PassRole': [value('DeliverLogsPermissionArn')],
          'iam:CreateServiceLinkedRole': [
            arn(`iam::A:role/aws-service-role/${service}.amazonaws.com/${linked}`),
          ],
        },
        context: {
          ...passed(service),
          'ec2:CreateAction': 'CreateFlowLogs',
          'iam:AWSServiceName': `${service}.amazonaws.com`,
          'aws:ResourceTag/aws:cloudformation:stack-name': stack.name,
        },
      };
    }
    case 'AWS::EC2::VPC':
    case 'AWS::EC2::Subnet':
    case 'AWS::EC2::RouteTable':
    case 'AWS::EC2::Route':
    case 'AWS::EC2::SubnetRouteTableAssociation':
    case 'AWS::EC2::InternetGateway':
    case 'AWS::EC2::VPCGatewayAttachment':
    case 'AWS::EC2::TransitGateway':
    case 'AWS::EC2::NetworkInterface':
      return networkAspects(template, resource);
    case 'AWS::Athena::NamedQuery':
      return { arns: [arn(`athena:R:A:workgroup/${value('WorkGroup')}`)] };
    case 'AWS::Glue::Database': {
      const name = template.nameOf(resource);
      return {
        arns: [own, arn('glue:R:A:catalog')],
        of: {
          'glue:DeleteDatabase': [
            own,
            arn('glue:R:A:catalog'),
            ...['other', ...tablesOf(template)].map((table) => arn(`glue:R:A:table/${name}/${table}`)),
            arn(`glue:R:A:userDefinedFunction/${name}/f`),
          ],
        },
      };
    }
    case 'AWS::Glue::Table':
      return {
        arns: [
          arn(`glue:R:A:table/${value('DatabaseName')}/${template.nameOf(resource)}`),
          arn(`glue:R:A:database/${value('DatabaseName')}`),
          arn('glue:R:A:catalog'),
        ],
      };
    case 'AWS::IAM::Policy':
      return { arns: roleArns };
    case 'AWS::IAM::Role':
      return { arns: [own], context: { 'iam:PolicyARN': value('ManagedPolicyArns.0') } };
    case 'AWS::KinesisFirehose::DeliveryStream':
      return { arns: [own, ...roleArns], context: passed('firehose') };
    case 'AWS::Lambda::EventSourceMapping':
      return {
        arns: [arn('lambda:R:A:event-source-mapping:0a1b2c3d')],
        context: { 'lambda:FunctionArn': arn(`lambda:R:A:function:${value('FunctionName')}`) },
      };
    case 'AWS::Lambda::Function': {
      const code = `arn:aws:s3:::${value('Code.S3Bucket')}/${value('Code.S3Key')}`;
      return { arns: [own, code, ...roleArns], context: passed('lambda') };
    }
    case 'AWS::Lambda::Permission':
      // the construct refers to the function by its ARN
      return { arns: [value('FunctionName')] };
    case 'AWS::Logs::LogGroup':
      return { arns: group(template.nameOf(resource)) };
    case 'AWS::Logs::LogStream': {
      const [name] = group(value('LogGroupName'));
      return {
        arns: [`${name}:log-stream:${template.nameOf(resource)}`],
        of: { 'logs:DescribeLogStreams': group(value('LogGroupName')) },
      };
    }
    case 'AWS::Logs::SubscriptionFilter':
      return { arns: [...group(value('LogGroupName')), ...roleArns], context: passed('logs') };
    case 'AWS::S3::BucketPolicy':
      return { arns: [`arn:aws:s3:::${value('Bucket')}`] };
    case 'AWS::SNS::Subscription':
      return { arns: [value('TopicArn')] };
    case 'AWS::SNS::TopicPolicy':
      return { arns: template.property(resource, 'Topics') as string[] };
    case 'AWS::SQS::QueuePolicy':
      return {
        arns: (template.property(resource, 'Queues') as string[]).map((name) => arn(`sqs:R:A:${name}`)),
      };
    default:
      return { arns: [resource.type.startsWith('Custom::') ? value('ServiceToken') : own] };
  }
}

/** Kinds of ARNs in the network, by the type of the resource and the properties that refer to it. */
const NETWORK_KINDS: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::RouteTable': 'route-table',
  'AWS::EC2::InternetGateway': 'internet-gateway',
  'AWS::EC2::TransitGateway': 'transit-gateway',
  'AWS::EC2::NetworkInterface': 'network-interface',
  VpcId: 'vpc',
  SubnetId: 'subnet',
  RouteTableId: 'route-table',
  InternetGatewayId: 'internet-gateway',
};

function networkAspects(template: PhysicalTemplate, resource: TemplateResource): Aspects {
  const { account, region, stack } = template;
  const arn = (kind: string, id: unknown) => `arn:aws:ec2:${region}:${account}:${kind}/${id}`;
  const kind = NETWORK_KINDS[resource.type];
  const own = kind === undefined ? [] : [arn(kind, template.nameOf(resource))];
  const parents = Object.keys(resource.properties).flatMap((name) =>
    NETWORK_KINDS[name] === undefined ? [] : [arn(NETWORK_KINDS[name], template.property(resource, name))],
  );
  const creation = `Create${resource.type.replace('AWS::EC2::', '').replace('VPC', 'Vpc')}`;
  return {
    arns: [...own, ...parents],
    of: {
      'ec2:CreateTags': own,
      'ec2:DeleteTags': own,
      'ec2:ModifyNetworkInterfaceAttribute': own,
      'ec2:CreateNetworkInterface': [...own, ...parents, arn('security-group', 'sg-0a1b2c3d')],
    },
    context: {
      'ec2:CreateAction': creation,
      'aws:ResourceTag/aws:cloudformation:stack-name': stack.name,
    },
  };
}

function tablesOf(template: PhysicalTemplate): string[] {
  const tables = template.stack.resources.filter(({ type }) => type === 'AWS::Glue::Table');
  return tables.map((table) => template.nameOf(table));
}

/** Values of all properties with a name, at any depth, then at a path below them. */
function nestedValues(json: unknown, [name = '', ...path]: readonly string[]): unknown[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, each]) => {
    if (key !== name) return nestedValues(each, [name, ...path]);
    return path.length === 0 ? [each] : nestedValues(each, path);
  });
}
