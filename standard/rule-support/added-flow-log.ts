import { Engine, engineOf } from '../change/engine';
import { Cloud, type Fact, type Network, NetworkKind } from '../facts';

/** Returns how to add a flow log for a network, in the terms of its engine: `add VpcFlowLogs for the network`. */
export function addedFlowLog(network: Network): string {
  const { cloud, type, kind } = network;
  if (isConstruct(network))
    return `add ${cloud === Cloud.AWS ? 'VpcFlowLogs' : 'VnetFlowLogs'} for the network`;
  switch (engineOf({ type })) {
    case Engine.CLOUDFORMATION:
      return 'add an AWS::EC2::FlowLog with the id of the network as ResourceId';
    case Engine.ARM:
      return 'add a Microsoft.Network/networkWatchers/flowLogs with the id of the network as targetResourceId';
    case Engine.PULUMI:
      return `add ${pulumiFlowLog(type)} for the network`;
    default:
      break;
  }
  if (type.startsWith('aws_')) {
    const argument = kind === NetworkKind.TRANSIT_GATEWAY ? 'transit_gateway_id' : 'vpc_id';
    return `add an aws_flow_log with the id of the network as ${argument}`;
  }
  if (type.startsWith('azurerm_'))
    return 'add an azurerm_network_watcher_flow_log with the id of the network as target_resource_id';
  return 'add a flow log for the network';
}

/** Whether a construct of an app declares a resource: then its path differs from the name in its engine. */
function isConstruct({ where, localName, address }: Fact): boolean {
  const { path } = where;
  return path?.includes('/') === true && path !== localName && path !== address;
}

function pulumiFlowLog(type: string): string {
  if (type.startsWith('aws:')) return 'an aws.ec2.FlowLog';
  return type.startsWith('azure-native')
    ? 'an azure-native.network.FlowLog'
    : 'an azure.network.NetworkWatcherFlowLog';
}
