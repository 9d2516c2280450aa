import { objectOf } from '../../../aws/template/read-template';
import { known, unknown, type Value, type Where } from '../../facts';
import type { DeclaredResource, Pointed } from '../providers/declared-resource';
import { AZURE_NATIVE_TYPES, azureNativeArguments } from './azure-native';

/** A resource as Pulumi's engine has it. */
export interface PulumiResource {
  readonly urn: string;
  /** `aws:ec2/flowLog:FlowLog`. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Ids and ARNs that others may name it by, as far as they are known. */
  readonly ids: readonly string[];
  /** URNs that a property depends on. */
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly where: Where;
}

/** The engine's placeholder for an unknown value. Source: Pulumi SDK, `runtime/rpc`. */
export const UNKNOWN_SENTINEL = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/** Key of a value that is no plain one: secrets, assets, outputs. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** Types of the providers that Pulumi bridges from Terraform's: their arguments have the same names in camel case. */
const BRIDGED_TYPES: Readonly<Record<string, string>> = {
  'aws:ec2/vpc:Vpc': 'aws_vpc',
  'aws:ec2/defaultVpc:DefaultVpc': 'aws_default_vpc',
  'aws:ec2/subnet:Subnet': 'aws_subnet',
  'aws:ec2transitgateway/transitGateway:TransitGateway': 'aws_ec2_transit_gateway',
  'aws:ec2/flowLog:FlowLog': 'aws_flow_log',
  'aws:s3/bucket:Bucket': 'aws_s3_bucket',
  'aws:s3/bucketV2:BucketV2': 'aws_s3_bucket',
  'aws:s3/bucketPolicy:BucketPolicy': 'aws_s3_bucket_policy',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': 'aws_s3_bucket_lifecycle_configuration',
  'aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2':
    'aws_s3_bucket_lifecycle_configuration',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration':
    'aws_s3_bucket_server_side_encryption_configuration',
  'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2':
    'aws_s3_bucket_server_side_encryption_configuration',
  'aws:cloudwatch/logGroup:LogGroup': 'aws_cloudwatch_log_group',
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': 'aws_kinesis_firehose_delivery_stream',
  'azure:network/virtualNetwork:VirtualNetwork': 'azurerm_virtual_network',
  'azure:network/subnet:Subnet': 'azurerm_subnet',
  'azure:network/networkSecurityGroup:NetworkSecurityGroup': 'azurerm_network_security_group',
  'azure:network/networkWatcherFlowLog:NetworkWatcherFlowLog': 'azurerm_network_watcher_flow_log',
  'azure:storage/account:Account': 'azurerm_storage_account',
  'azure:storage/managementPolicy:ManagementPolicy': 'azurerm_storage_management_policy',
  'azure:storage/customerManagedKey:CustomerManagedKey': 'azurerm_storage_account_customer_managed_key',
};

/** The resources that flow logs have to do with, by the names that Terraform's providers have. */
export function declaredResources(resources: readonly PulumiResource[]): DeclaredResource[] {
  const byId = new Map(resources.flatMap(({ urn, ids }) => ids.map((id) => [id, urn] as const)));
  const urns = new Set(resources.map(({ urn }) => urn));
  return resources.flatMap((resource) => {
    const native = AZURE_NATIVE_TYPES[withoutVersion(resource.type)];
    const type = BRIDGED_TYPES[resource.type] ?? native;
    if (type === undefined) return [];
    const inputs =
      native === undefined ? snakeCased(resource.inputs) : azureNativeArguments(native, resource.inputs);
    return [declared(resource, type, objectOf(inputs), { byId, urns })];
  });
}

/** Finds ids and ARNs in the state of a resource. */
export function idsIn(...all: readonly Readonly<Record<string, unknown>>[]): string[] {
  return all
    .flatMap(({ id, arn }) => [id, arn])
    .filter((id): id is string => typeof id === 'string' && id !== '' && id !== UNKNOWN_SENTINEL);
}

interface Known {
  readonly byId: ReadonlyMap<string, string>;
  readonly urns: ReadonlySet<string>;
}

function declared(
  { urn, type: pulumiType, dependencies, where }: PulumiResource,
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  { byId, urns }: Known,
): DeclaredResource {
  const name = urn.split('::').at(-1) ?? urn;
  const depends = new Map(
    Object.entries(dependencies).map(([property, all]) => [snake(property), [all ?? []].flat().map(String)]),
  );
  return {
    type,
    address: urn,
    fact: { address: urn, title: `${pulumiType.split(':').at(-1)} ${name}`, type: pulumiType, where },
    value: (argument) => plainInput(inputs[argument]),
    pointed: (argument): Value<Pointed | undefined> => {
      const value = plainInput(inputs[argument]);
      // an unknown id is that of what it depends on, if that is one resource
      const [only, another] = (
        depends.get(argument) ??
        depends.get(NATIVE_NAMES[argument] ?? '') ??
        []
      ).filter((each) => urns.has(each));
      if (!value.known)
        return only !== undefined && another === undefined ? known({ to: only, rest: '' }) : value;
      if (value.value === undefined || value.value === null) return known(undefined);
      const text = String(value.value);
      const [, arn = text, rest = ''] = /^(arn:[^:]*:s3:::[^/]+)(\/.*)$/.exec(text) ?? [];
      return known({ to: byId.get(text) ?? byId.get(arn) ?? arn, rest: byId.has(text) ? '' : rest });
    },
  };
}

/** Arguments that azure-native calls otherwise. */
const NATIVE_NAMES: Readonly<Record<string, string>> = { storage_account_id: 'storage_id' };

function plainInput(input: unknown): Value<unknown> {
  if (input === UNKNOWN_SENTINEL) return unknown('it is known when it is deployed');
  const wrapped = objectOf(input);
  if (wrapped[SIGNATURE] === SECRET) return unknown('it is a secret');
  return known(opened(input));
}

/** Values in blocks that are not known stand there as expressions do in Terraform. */
function opened(value: unknown): unknown {
  if (value === UNKNOWN_SENTINEL) return '${unknown}';
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as Record<string, unknown>)[SIGNATURE] !== undefined) return '${secret}';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, opened(each)]));
}

/** `azure-native:network/v20240501:FlowLog` is `azure-native:network:FlowLog` of one version. */
function withoutVersion(type: string): string {
  return type.replace(/\/v\d{8}(preview)?:/, ':');
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // the engine's own keys stand below two underscores
    Object.entries(value).flatMap(([key, each]) =>
      key.startsWith('__') ? [] : [[snake(key), snakeCased(each)]],
    ),
  );
}

function snake(name: string): string {
  return SPELT[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Lists, which Pulumi calls by their plural. */
const SPELT: Readonly<Record<string, string>> = {
  rules: 'rule',
  transitions: 'transition',
  lifecycleRules: 'lifecycle_rule',
  subnets: 'subnet',
  prefixMatches: 'prefix_match',
  applyServerSideEncryptionByDefault: 'apply_server_side_encryption_by_default',
};
