import {
  addressIn,
  type ImmutableProperty,
  mapValue,
  type ReplaceableResource,
  type Value,
} from '../../facts';
import type { DeclaredResource, DeclaredResources } from './declared-resource';

/** Arguments that force a replacement, by resource type. */
interface ImmutableArguments {
  /** The name of the resource. */
  readonly names?: readonly string[];
  readonly others?: readonly string[];
  /** Arguments that force a replacement, and that the provider computes if they are not set. */
  readonly computed?: readonly string[];
  /** Arguments that force a replacement for some values only. */
  readonly conditional?: readonly string[];
}

const AZURE_NAMES = { names: ['name'], others: ['resource_group_name', 'location'] };

/**
 * The arguments of networks and destinations that force a replacement. Rules compare the arguments of flow logs. Sources:
 * Terraform provider of AWS, release 6, and azurerm, release 4, "Changing this forces a new resource to be created".
 */
export const IMMUTABLE_ARGUMENTS: Readonly<Record<string, ImmutableArguments>> = {
  aws_flow_log: {
    others: ['iam_role_arn', 'deliver_cross_account_role', 'log_destination', 'log_group_name'],
  },
  aws_vpc: {
    others: ['ipv4_ipam_pool_id', 'ipv4_netmask_length'],
    computed: ['cidr_block'],
    conditional: ['instance_tenancy'],
  },
  aws_subnet: {
    others: ['vpc_id', 'cidr_block', 'ipv6_native', 'outpost_arn'],
    computed: ['availability_zone', 'availability_zone_id'],
  },
  aws_ec2_transit_gateway: { computed: ['multicast_support'], conditional: ['amazon_side_asn'] },
  aws_s3_bucket: { names: ['bucket', 'bucket_prefix'], computed: ['object_lock_enabled'] },
  aws_cloudwatch_log_group: { names: ['name', 'name_prefix'], computed: ['log_group_class'] },
  aws_kinesis_firehose_delivery_stream: { names: ['name'], others: ['destination'] },
  azurerm_virtual_network: AZURE_NAMES,
  azurerm_network_security_group: AZURE_NAMES,
  azurerm_network_watcher_flow_log: { computed: ['location'] },
  azurerm_subnet: { names: ['name'], others: ['resource_group_name', 'virtual_network_name'] },
  azurerm_storage_account: {
    ...AZURE_NAMES,
    others: [...AZURE_NAMES.others, 'account_tier', 'is_hns_enabled', 'nfsv3_enabled'],
    conditional: ['account_kind', 'edge_zone'],
  },
};

/** Returns a resource with its immutable arguments. */
export function replaceable(
  resource: DeclaredResource,
  all: DeclaredResources,
): Pick<ReplaceableResource, 'immutable'> {
  const known = IMMUTABLE_ARGUMENTS[resource.type];
  if (known === undefined) return {};
  const { names = [], others = [], computed = [], conditional = [] } = known;
  return {
    immutable: [...names, ...others, ...computed, ...conditional].map((name) =>
      immutableArgument(resource, name, all, {
        isName: names.includes(name),
        isConditional:
          conditional.includes(name) || (computed.includes(name) && !isSet(resource.value(name))),
      }),
    ),
  };
}

/** Arguments that are false if they are not set. */
const FLAGS = ['is_hns_enabled', 'nfsv3_enabled'];

/** Returns a value in the form in which values are compared. `West Europe` and `westeurope` are one region. */
function comparable(name: string, value: Value<unknown>): Value<unknown> {
  if (FLAGS.includes(name)) return mapValue(value, (flag) => flag ?? false);
  return mapValue(value, (each) =>
    name === 'location' && typeof each === 'string' ? each.replaceAll(' ', '').toLowerCase() : each,
  );
}

function isSet(value: Value<unknown>): boolean {
  return !value.known || (value.value !== undefined && value.value !== null);
}

function immutableArgument(
  resource: DeclaredResource,
  name: string,
  all: DeclaredResources,
  kind: Pick<ImmutableProperty, 'isName' | 'isConditional'>,
): ImmutableProperty {
  const value = comparable(name, resource.value(name));
  const reference = value.known && typeof value.value !== 'string' ? undefined : resource.reference(name);
  const target = reference?.known && reference.value ? all.at(reference.value.target) : undefined;
  const suffix = reference?.known && reference.value ? reference.value.suffix : '';
  return {
    name,
    value,
    text: target
      ? `${addressIn(target.fact.unit, target.address)} ${suffix}`
      : value.known
        ? JSON.stringify(value.value ?? null)
        : value.reason,
    ...kind,
    references: () => (target ? [{ ...target.fact, ...replaceable(target, all) }] : []),
  };
}
