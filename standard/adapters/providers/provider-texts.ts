import type { DeploymentHome } from '../../../aws/policies/delivery-requests';
import { partitionOfRegion } from '../../../aws/template/regions';
import { generatedText, joined, type PartialText, partsOf, unknownText } from '../../../flows/partial-text';
import { known, unknown } from '../../facts';
import { type DeclaredResource, type DeclaredResources, textOf } from './declared-resource';

/** Arguments with the names of resources. */
const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_s3_bucket: 'bucket',
  aws_cloudwatch_log_group: 'name',
  aws_iam_role: 'name',
  aws_iam_policy: 'name',
  aws_kinesis_firehose_delivery_stream: 'name',
};

/** Attributes whose value is the name or the id of a resource. */
const NAME_ATTRIBUTES = ['id', 'bucket', 'name', 'key_id'];

/**
 * Returns the partition, account and region of a resource. The resources of one provider have the same account and region.
 * The partition is `aws` if the region is unknown.
 */
export function homeOf({ fact: { unit }, provider = '' }: DeclaredResource): DeploymentHome {
  const own = `${unit.name} ${provider}`;
  const { account, region } = unit;
  return {
    partition: partitionOfRegion(region ?? ''),
    account: account ?? unknownText('the provider configuration determines the account', `account of ${own}`),
    region: region ?? unknownText('the provider configuration determines the region', `region of ${own}`),
  };
}

/** Returns the name of a resource. A name that the provider generates is a text that is equal only to itself. */
export function nameTextOf(resource: DeclaredResource): PartialText {
  const argument = NAME_ARGUMENTS[resource.type];
  const name = argument === undefined ? known(undefined) : textOf(resource, argument);
  return name.known && name.value !== undefined && name.value !== ''
    ? name.value
    : generatedText(resource.fact.address);
}

/** Returns the ARN of a resource. */
export function arnTextOf(resource: DeclaredResource): PartialText {
  const given = textOf(resource, 'arn');
  if (given.known && given.value !== undefined) return given.value;
  const { partition, account, region } = homeOf(resource);
  const name = nameTextOf(resource);
  const regional = (service: string, kind: string) =>
    joined('arn:', partition, `:${service}:`, region, ':', account, `:${kind}`, name);
  const path = textOf(resource, 'path');
  const folder = path.known ? (path.value ?? '/') : unknownText(path.reason);
  switch (resource.type) {
    case 'aws_s3_bucket':
      return joined('arn:', partition, ':s3:::', name);
    case 'aws_cloudwatch_log_group':
      return regional('logs', 'log-group:');
    case 'aws_kms_key':
      return regional('kms', 'key/');
    case 'aws_kinesis_firehose_delivery_stream':
      return regional('firehose', 'deliverystream/');
    case 'aws_iam_role':
      return joined('arn:', partition, ':iam::', account, ':role', folder, name);
    case 'aws_iam_policy':
      return joined('arn:', partition, ':iam::', account, ':policy', folder, name);
    default:
      return generatedText(`${resource.fact.address}.arn`);
  }
}

/**
 * Returns the policy document in an argument. Its texts can be partly unknown. References to resources of the app are
 * replaced by their names and ARNs.
 */
export function documentOf(resource: DeclaredResource, argument: string, all: DeclaredResources): unknown {
  const value = resource.value(argument);
  if (!value.known) return resolved(resource.document?.(argument) ?? unknown(value.reason), resource, all);
  if (typeof value.value !== 'string') return resolved(value.value, resource, all);
  try {
    return JSON.parse(value.value);
  } catch {
    return resolved(
      resource.document?.(argument) ?? unknown('the policy is known only after the apply'),
      resource,
      all,
    );
  }
}

/** Replaces references in unknown parts of texts. */
function resolved(json: unknown, resource: DeclaredResource, all: DeclaredResources): unknown {
  if (Array.isArray(json)) return json.map((each) => resolved(each, resource, all));
  if (typeof json !== 'object' || json === null) return json;
  if ('parts' in json) {
    const parts = partsOf(json as PartialText);
    return joined(
      ...parts.map((part) =>
        typeof part === 'string' ? part : (referenced(part.id ?? '', resource, all) ?? { parts: [part] }),
      ),
    );
  }
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, resolved(each, resource, all)]));
}

/** Returns the text of a reference, such as `aws_s3_bucket.logs.arn`; `undefined` if it is unknown. */
function referenced(
  expression: string,
  resource: DeclaredResource,
  all: DeclaredResources,
): PartialText | undefined {
  const { account, region, partition } = homeOf(resource);
  if (/(^|\.)data\.aws_caller_identity\.[^.]+\.account_id$/.test(expression)) return account;
  if (/(^|\.)data\.aws_region\.[^.]+\.(name|id|region)$/.test(expression)) return region;
  if (/(^|\.)data\.aws_partition\.[^.]+\.(partition|id)$/.test(expression)) return partition;
  const dot = expression.lastIndexOf('.');
  const target = dot < 0 ? undefined : all.at(expression.slice(0, dot));
  const attribute = expression.slice(dot + 1);
  if (!target) return undefined;
  if (attribute === 'arn') return arnTextOf(target);
  return NAME_ATTRIBUTES.includes(attribute) ? nameTextOf(target) : undefined;
}
