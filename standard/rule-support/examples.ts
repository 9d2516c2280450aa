import { stringify } from 'yaml';

/** Properties of a resource, by their names. */
type Properties = Readonly<Record<string, unknown>>;

const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };

/** A template fragment with one flow log, for the page of a rule. A test runs the rule on it. */
export function flowLogExample(properties: Properties): string {
  return resources({ FlowLog: flowLog(properties) });
}

/** A template fragment with a flow log that delivers to a bucket in the same template. */
export function bucketExample(bucket: Properties): string {
  return resources({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
    FlowLog: flowLog({ LogDestinationType: 's3', LogDestination: BUCKET }),
  });
}

/** A template fragment with a flow log in the folder `net` of a bucket, and a policy that allows the delivery to some keys. */
export function deliveryExample(keys: string): string {
  const Principal = { Service: 'delivery.logs.amazonaws.com' };
  const write = (path: string) => ({ 'Fn::Sub': `\${Bucket.Arn}/${path}` });
  const statements = [
    { Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: write(keys) },
    { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: BUCKET },
  ];
  return resources({
    Bucket: { Type: 'AWS::S3::Bucket' },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } },
    },
    FlowLog: flowLog({ LogDestinationType: 's3', LogDestination: write('net/') }),
  });
}

/** A template fragment with a VPC, two subnets, and flow logs on some of them. */
export function networkExample(targets: readonly ('Vpc' | 'SubnetA' | 'SubnetB')[]): string {
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' } } };
  const logs = targets.map((target, index) => [
    `FlowLog${index + 1}`,
    flowLog({
      ResourceType: target === 'Vpc' ? 'VPC' : 'Subnet',
      ResourceId: { Ref: target },
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::central-logs',
    }),
  ]);
  return resources({
    Vpc: { Type: 'AWS::EC2::VPC' },
    SubnetA: subnet,
    SubnetB: subnet,
    ...Object.fromEntries(logs),
  });
}

function flowLog(properties: Properties) {
  return {
    Type: 'AWS::EC2::FlowLog',
    Properties: { ResourceType: 'VPC', ResourceId: 'vpc-0abc', ...properties },
  };
}

function resources(all: Properties): string {
  return stringify(all, { aliasDuplicateObjects: false, lineWidth: 0 }).trimEnd();
}
