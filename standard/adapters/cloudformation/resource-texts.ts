import type { DeploymentHome } from '../../../aws/policies/delivery-requests';
import type { ResourceAttribute, StackResource } from '../../../aws/template/evaluated';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { generatedText, joined, mapParts, type PartialText, unknownText } from '../../../flows/partial-text';
import { addressIn } from '../../facts';

/** Evaluates texts and homes of stacks. */
interface Texts {
  text(json: unknown, stack: TemplateStack): PartialText;
  homeOf(stack: TemplateStack): DeploymentHome;
}

/** Properties with the physical names of resources. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::KMS::Alias': 'AliasName',
};

/** Returns the name of a resource. The unknown part of a name that CloudFormation generates is equal only to itself. */
export function nameOf(texts: Texts, stackResource: StackResource): PartialText {
  const { stack, resource } = stackResource;
  const property = NAME_PROPERTIES[resource.type];
  const given = property === undefined ? undefined : resource.properties[property];
  if (given !== undefined) return texts.text(given, stack);
  return property === undefined ? tokenOf(stackResource) : generatedName(texts, stackResource);
}

/** Characters at the start of a stack name that CloudFormation did not shorten in any observed name. */
const STABLE_PREFIX_LENGTH = 24;

/**
 * A generated name starts with the name of the stack, which policies use. CloudFormation shortens long names, and writes names
 * of buckets in lower case.
 *
 * Source: AWS CloudFormation User Guide, "Name type".
 */
function generatedName(texts: Texts, stackResource: StackResource): PartialText {
  const { stack, resource } = stackResource;
  const rest = unknownText('CloudFormation generates the name during deployment', tokenOf(stackResource));
  const stackName = texts.text({ Ref: 'AWS::StackName' }, stack);
  const isLong = typeof stackName === 'string' && stackName.length > STABLE_PREFIX_LENGTH;
  const start = isLong ? stackName.slice(0, STABLE_PREFIX_LENGTH) : joined(stackName, '-');
  const isBucket = resource.type === 'AWS::S3::Bucket';
  return joined(isBucket ? mapParts(start, (part) => part.toLowerCase()) : start, rest);
}

/** Whether CloudFormation generates the name of a resource. */
export function isNameGenerated({ resource }: StackResource): boolean {
  const property = NAME_PROPERTIES[resource.type];
  return property === undefined || resource.properties[property] === undefined;
}

/** Returns the value of an attribute, or of `Ref`. */
export function attributeText(texts: Texts, { attribute, ...resource }: ResourceAttribute): PartialText {
  if (attribute === 'Arn') return arnOf(texts, resource);
  if (attribute === 'Ref') return refOf(texts, resource);
  return ['name', 'KeyId'].includes(attribute) ? nameOf(texts, resource) : tokenOf(resource, `.${attribute}`);
}

/** Returns the value of `Ref`: the name, or the ARN of a managed policy. */
function refOf(texts: Texts, stackResource: StackResource): PartialText {
  return stackResource.resource.type === 'AWS::IAM::ManagedPolicy'
    ? arnOf(texts, stackResource)
    : nameOf(texts, stackResource);
}

/** Returns the value of the attribute `Arn`. */
export function arnOf(texts: Texts, stackResource: StackResource): PartialText {
  const { stack, resource } = stackResource;
  const { partition, account, region } = texts.homeOf(stack);
  const name = nameOf(texts, stackResource);
  const regional = (service: string, ...rest: PartialText[]) =>
    joined('arn:', partition, `:${service}:`, region, ':', account, ':', ...rest);
  const path = texts.text(resource.properties.Path ?? '/', stack);
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return joined('arn:', partition, ':s3:::', name);
    case 'AWS::Logs::LogGroup':
      return regional('logs', 'log-group:', name, ':*');
    case 'AWS::KMS::Key':
    case 'AWS::KMS::ReplicaKey':
      return regional('kms', 'key/', name);
    case 'AWS::KinesisFirehose::DeliveryStream':
      return regional('firehose', 'deliverystream/', name);
    case 'AWS::IAM::Role':
      return joined('arn:', partition, ':iam::', account, ':role', path, name);
    case 'AWS::IAM::ManagedPolicy':
      return joined('arn:', partition, ':iam::', account, ':policy', path, name);
    default:
      return tokenOf(stackResource, '.Arn');
  }
}

/** Returns the ARN of a log group without `:*`. */
export function logGroupArnOf(texts: Texts, group: StackResource): PartialText {
  return mapParts(arnOf(texts, group), (part) => part.replace(/:\*$/, ''));
}

function tokenOf({ stack, resource }: StackResource, attribute = ''): string {
  return generatedText(`${addressIn({ name: stack.id }, resource.logicalId)}${attribute}`);
}
