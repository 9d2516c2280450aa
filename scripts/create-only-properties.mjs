// The properties that CloudFormation cannot update in place, from the resource schemas that the CDK uses.
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** Resources that record traffic, are recorded, or store records, and the resources that they refer to. */
const TYPES = [
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::Subnet',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::VPC',
  'AWS::IAM::Role',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
];

/** Returns the source of the table. */
export function createOnlyProperties() {
  const database = loadAwsServiceSpecSync();
  return [
    '// npm run docs writes this file from the database of @aws-cdk/aws-service-spec.',
    '',
    '/** Whether an update of a property replaces the resource. */',
    'export enum UpdateRequires {',
    "  REPLACEMENT = 'replacement',",
    '  /** A replacement for some values only. */',
    "  SOME_REPLACEMENT = 'some replacement',",
    '}',
    '',
    'const { REPLACEMENT, SOME_REPLACEMENT } = UpdateRequires;',
    '',
    '/** The properties that CloudFormation cannot update in place, by resource type. */',
    'export const CREATE_ONLY_PROPERTIES: Readonly<Record<string, Readonly<Record<string, UpdateRequires>>>> = {',
    ...TYPES.flatMap((type) => typeLines(type, database)),
    '};',
    '',
  ].join('\n');
}

function typeLines(type, database) {
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  const lines = Object.entries(resource.properties)
    .filter(([, { causesReplacement = 'no' }]) => causesReplacement !== 'no')
    .map(([name, { causesReplacement }]) => [
      name,
      causesReplacement === 'yes' ? 'REPLACEMENT' : 'SOME_REPLACEMENT',
    ])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, requires]) => `    ${name}: ${requires},`);
  return lines.length === 0 ? [`  '${type}': {},`] : [`  '${type}': {`, ...lines, '  },'];
}
