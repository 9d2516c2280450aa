import {
  Cloud,
  type FlowLog,
  known,
  type Network,
  NetworkKind,
  type ResourceModel,
  type UnreadPart,
  unknown,
  type Value,
} from '../../facts';
import { comparableId } from '../../facts/comparable-id';
import { awsFlowLog } from './aws-flow-log';
import { azurermFlowLog } from './azurerm-flow-log';

import { cloudControlResource } from './cloud-control';
import { blocksOf, type DeclaredResource, DeclaredResources, factOf, textOf } from './declared-resource';
import { withEmbeddedArm } from './embedded-arm';
import { flowLogPolicies } from './flow-log-policies';

import { replaceable } from './immutable-arguments';
import { withPropertyNames } from './property-names';
import { referencedAddress } from './referenced-address';
import { unpricedNormalizers } from './unpriced-normalizers';
import { unreadResources } from './unread-resources';

interface NetworkType {
  readonly cloud: Cloud;
  readonly kind: NetworkKind;
  /** The argument that references the parent network. */
  readonly parent?: string;
}

const NETWORKS: Readonly<Record<string, NetworkType>> = {
  aws_vpc: { cloud: Cloud.AWS, kind: NetworkKind.VPC },
  aws_default_vpc: { cloud: Cloud.AWS, kind: NetworkKind.VPC },
  aws_subnet: { cloud: Cloud.AWS, kind: NetworkKind.SUBNET, parent: 'vpc_id' },
  aws_default_subnet: { cloud: Cloud.AWS, kind: NetworkKind.SUBNET, parent: 'vpc_id' },
  aws_ec2_transit_gateway: { cloud: Cloud.AWS, kind: NetworkKind.TRANSIT_GATEWAY },
  azurerm_virtual_network: { cloud: Cloud.AZURE, kind: NetworkKind.VNET },
  azurerm_subnet: { cloud: Cloud.AZURE, kind: NetworkKind.VNET_SUBNET, parent: 'virtual_network_name' },
  azurerm_network_security_group: { cloud: Cloud.AZURE, kind: NetworkKind.SECURITY_GROUP },
};

/** Types of destinations. */
const STORES: readonly (readonly [type: string, cloud: Cloud])[] = [
  ['aws_s3_bucket', Cloud.AWS],
  ['aws_cloudwatch_log_group', Cloud.AWS],
  ['aws_kinesis_firehose_delivery_stream', Cloud.AWS],
  ['azurerm_storage_account', Cloud.AZURE],
];

/** Builds the resource model from resources of the AWS and Azure providers. */
export function providerModel(
  declared: readonly DeclaredResource[],
  {
    acknowledgements = [],
    unread: unreadParts = [],
  }: Partial<Pick<ResourceModel, 'acknowledgements' | 'unread'>> = {},
): ResourceModel {
  const { resources, unread: unreadTemplates } = withEmbeddedArm(declared.map(cloudControlResource));
  const all = new DeclaredResources(resources);
  const updates = declared.filter(({ type }) => type === 'azapi_update_resource');
  const others = unreadResources([...resources, ...updates]);
  const loggers = [
    ...unreadParts,
    ...unreadTemplates,
    ...flowLogPolicies(all),
    ...others.filter(({ mayLog }) => mayLog).map(({ part }) => part),
  ];
  const unread = [...loggers, ...others.filter(({ mayLog }) => !mayLog).map(({ part }) => part)];
  const networks = resources.flatMap((resource) => networksOf(resource, all));
  const flowLogs = resources.flatMap((resource): FlowLog[] => {
    if (resource.type === 'aws_flow_log') return [awsFlowLog(resource, all)];
    if (resource.type === 'azurerm_network_watcher_flow_log')
      return [withPropertyNames(azurermFlowLog(resource, all), resource.propertyNames)];
    return [];
  });
  const stores = STORES.flatMap(([type, cloud]) =>
    all.ofType(type).map((store) => ({ ...factOf(store, cloud), ...replaceable(store, all) })),
  );
  return {
    networks: withUnreadParts(networks, loggers),
    flowLogs,
    acknowledgements,
    unread,
    stores,
    unpricedNormalizers: unpricedNormalizers(resources, flowLogs),
  };
}

/** Marks networks as uncertain, if a part of the artifact that is not read may create flow logs for them. */
function withUnreadParts(networks: readonly Network[], unread: readonly UnreadPart[]): readonly Network[] {
  return networks.map((network) => {
    const part = unread.find(({ subject }) => subject.cloud === network.cloud);
    if (!part || network.uncertainty !== undefined) return network;
    return {
      ...network,
      uncertainty: `${part.subject.title} may create a flow log for it: ${part.cause}`,
    };
  });
}

function networksOf(resource: DeclaredResource, all: DeclaredResources): Network[] {
  const type = NETWORKS[resource.type];
  if (!type) return [];
  const network: Network = {
    ...factOf(resource, type.cloud),
    ...replaceable(resource, all),
    kind: type.kind,
    ...idsOf(resource),
    ...(type.cloud === Cloud.AZURE && { region: textOf(resource, 'location') }),
    ...(type.parent !== undefined && { parent: parentOf(resource, type.parent, all) }),
  };
  return [network, ...inlineSubnets(resource, network)];
}

/** Returns the parent of a network. A default subnet belongs to the default VPC of its region. */
function parentOf(resource: DeclaredResource, argument: string, all: DeclaredResources): Value<string> {
  const given = referencedAddress(resource, argument, all);
  if (given.known || resource.type !== 'aws_default_subnet') return given;
  const { provider, fact } = resource;
  const defaults = all
    .ofType('aws_default_vpc')
    .filter((each) => each.provider === provider && each.fact.unit.region === fact.unit.region);
  const [parent, another] = defaults;
  return parent && !another
    ? known(parent.fact.address)
    : unknown('the default VPC of its region is not in this app');
}

/** Returns the id by which other artifacts can refer to a network of Azure. */
function idsOf(resource: DeclaredResource): Pick<Network, 'ids'> {
  const id = resource.value('id');
  const isLiteral = id.known && typeof id.value === 'string' && /^\/subscriptions\/[^{}]+$/i.test(id.value);
  return isLiteral ? { ids: [comparableId(id.value as string)] } : {};
}

/** Returns the subnets in the `subnet` blocks of a virtual network. */
function inlineSubnets({ type, value }: DeclaredResource, network: Network): Network[] {
  if (type !== 'azurerm_virtual_network') return [];
  const blocks = blocksOf(value('subnet'));
  if (!blocks.known) return [];
  return blocks.value.map(({ name }) => ({
    ...network,
    localName: `${network.localName}/${String(name)}`,
    address: `${network.address}/${String(name)}`,
    title: `${network.title}/${String(name)}`,
    kind: NetworkKind.VNET_SUBNET,
    parent: { known: true, value: network.address },
  }));
}
