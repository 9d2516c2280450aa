import {
  type Acknowledgement,
  Cloud,
  type FlowLog,
  type Network,
  NetworkKind,
  type ResourceModel,
} from '../../facts';
import { awsFlowLog } from './aws-flow-log';
import { azurermFlowLog } from './azurerm-flow-log';
import { blocksOf, type DeclaredResource, DeclaredResources, factOf } from './declared-resource';
import { pointedAddress } from './pointed-address';

interface NetworkType {
  readonly cloud: Cloud;
  readonly kind: NetworkKind;
  /** The argument that names the network around it. */
  readonly parent?: string;
}

const NETWORKS: Readonly<Record<string, NetworkType>> = {
  aws_vpc: { cloud: Cloud.AWS, kind: NetworkKind.VPC },
  aws_default_vpc: { cloud: Cloud.AWS, kind: NetworkKind.VPC },
  aws_subnet: { cloud: Cloud.AWS, kind: NetworkKind.SUBNET, parent: 'vpc_id' },
  aws_ec2_transit_gateway: { cloud: Cloud.AWS, kind: NetworkKind.TRANSIT_GATEWAY },
  azurerm_virtual_network: { cloud: Cloud.AZURE, kind: NetworkKind.VNET },
  azurerm_subnet: { cloud: Cloud.AZURE, kind: NetworkKind.VNET_SUBNET, parent: 'virtual_network_name' },
  azurerm_network_security_group: { cloud: Cloud.AZURE, kind: NetworkKind.SECURITY_GROUP },
};

/** What resources of the providers of AWS and Azure declare. */
export function providerModel(
  resources: readonly DeclaredResource[],
  acknowledgements: readonly Acknowledgement[] = [],
): ResourceModel {
  const all = new DeclaredResources(resources);
  const networks = resources.flatMap((resource) => networksOf(resource, all));
  const flowLogs = resources.flatMap((resource): FlowLog[] => {
    if (resource.type === 'aws_flow_log') return [awsFlowLog(resource, all)];
    if (resource.type === 'azurerm_network_watcher_flow_log') return [azurermFlowLog(resource, all)];
    return [];
  });
  return { networks, flowLogs, acknowledgements };
}

function networksOf(resource: DeclaredResource, all: DeclaredResources): Network[] {
  const type = NETWORKS[resource.type];
  if (!type) return [];
  const network: Network = {
    ...factOf(resource, type.cloud),
    kind: type.kind,
    ...(type.parent !== undefined && { parent: pointedAddress(resource, type.parent, all) }),
  };
  return [network, ...inlineSubnets(resource, network)];
}

/** Subnets that stand in the block of their virtual network. */
function inlineSubnets({ type, value }: DeclaredResource, network: Network): Network[] {
  if (type !== 'azurerm_virtual_network') return [];
  const blocks = blocksOf(value('subnet'));
  if (!blocks.known) return [];
  return blocks.value.map(({ name }) => ({
    ...network,
    address: `${network.address}/${String(name)}`,
    title: `${network.title}/${String(name)}`,
    kind: NetworkKind.VNET_SUBNET,
    parent: { known: true, value: network.address },
  }));
}
