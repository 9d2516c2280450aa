import { expect, test } from 'vitest';
import { NetworkKind } from '../../../standard/facts';
import { addedFlowLog } from '../../../standard/rule-support/added-flow-log';
import { awsNetwork, azureNetwork } from '../../support/standard-facts';

const construct = { where: { artifact: 'cdk.out', path: 'Prod/Vpc' } };

test.each([
  [{ ...awsNetwork(), type: 'AWS::EC2::VPC', ...construct }, 'add VpcFlowLogs for the network'],
  [{ ...azureNetwork(), type: 'azurerm_virtual_network', ...construct }, 'add VnetFlowLogs for the network'],
  [{ ...awsNetwork(), type: 'AWS::EC2::VPC' }, 'add an AWS::EC2::FlowLog with'],
  [{ ...awsNetwork(), type: 'aws_vpc' }, 'as vpc_id'],
  [
    { ...awsNetwork('Hub', NetworkKind.TRANSIT_GATEWAY), type: 'aws_ec2_transit_gateway' },
    'as transit_gateway_id',
  ],
  [{ ...azureNetwork(), type: 'azurerm_virtual_network' }, 'add an azurerm_network_watcher_flow_log with'],
  [{ ...awsNetwork(), type: 'aws:ec2/vpc:Vpc' }, 'add an aws.ec2.FlowLog'],
  [{ ...azureNetwork(), type: 'azure-native:network:VirtualNetwork' }, 'add an azure-native.network.FlowLog'],
  [{ ...azureNetwork(), type: 'Microsoft.Network/virtualNetworks' }, 'networkWatchers/flowLogs with'],
])('the advice names the flow log of the engine', (network, text) => {
  expect(addedFlowLog(network)).toContain(text);
});
