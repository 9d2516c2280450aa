import { azureSubnets, onAzureSubnet, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  modelOf,
} from '../../test/support/standard-facts';
import { known, NetworkKind } from '../facts';

const SUBNETS = [awsNetwork('A', NetworkKind.SUBNET, 'Vpc'), awsNetwork('B', NetworkKind.SUBNET, 'Vpc')];

const on = (target: string, targetKind = 'Subnet') =>
  awsFlowLog({ address: `On${target}`, target: known(target), targetKind: known(targetKind) });

export const CASES: RuleCases = {
  bad: {
    'a VPC without a flow log': { model: modelOf({ networks: [awsNetwork()] }) },
    'a virtual network whose only possible flow log is disabled': {
      model: modelOf({
        networks: [azureNetwork()],
        flowLogs: [azureFlowLog({ enabled: known(false), target: PARAMETER })],
      }),
    },
    'a virtual network whose only flow log is on a security group': {
      model: modelOf({
        networks: [azureNetwork()],
        flowLogs: [azureFlowLog({ target: PARAMETER, targetKind: known('network security group') })],
      }),
    },
    'a VPC whose only flow log is on a network interface': {
      model: modelOf({
        networks: [awsNetwork()],
        flowLogs: [awsFlowLog({ target: PARAMETER, targetKind: known('NetworkInterface') })],
      }),
    },
    'flow logs on all subnets if the standard does not accept them': {
      model: modelOf({ networks: [awsNetwork(), ...SUBNETS], flowLogs: [on('A'), on('B')] }),
      standard: 'coverage: { subnetsCount: false }',
    },
    'an external network of the standard without a flow log': {
      model: modelOf({ flowLogs: [on('vpc-1', 'VPC')] }),
      standard: 'coverage: { external: [vpc-1, vpc-2] }',
    },
    'a transit gateway if the standard includes them': {
      model: modelOf({ networks: [awsNetwork('Tgw', NetworkKind.TRANSIT_GATEWAY)] }),
      standard: 'coverage: { transitGateways: true }',
    },
  },
  good: {
    'a VPC with a flow log': { model: modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] }) },
    'a VPC with a flow log on every subnet': {
      model: modelOf({ networks: [awsNetwork(), ...SUBNETS], flowLogs: [on('A'), on('B')] }),
    },
    'an external network of the standard with a flow log': {
      model: modelOf({ flowLogs: [on('vpc-1', 'VPC')] }),
      standard: 'coverage: { external: [vpc-1] }',
    },
  },
  undecided: {
    'a VPC that may have one more subnet': {
      model: modelOf({
        networks: [
          awsNetwork(),
          awsNetwork('A', NetworkKind.SUBNET, 'Vpc'),
          { ...awsNetwork('B', NetworkKind.SUBNET), parent: PARAMETER },
        ],
        flowLogs: [on('A')],
      }),
    },
    'a subnet whose flow log may be disabled': {
      model: modelOf({
        networks: [azureNetwork(), ...azureSubnets('A', 'B')],
        flowLogs: [onAzureSubnet('A'), onAzureSubnet('B', { enabled: PARAMETER })],
      }),
    },
    'a flow log whose target is unknown': {
      model: modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ target: PARAMETER })] }),
    },
  },
  skipped: {
    'a transit gateway by default': {
      model: modelOf({ networks: [awsNetwork('Tgw', NetworkKind.TRANSIT_GATEWAY)] }),
    },
  },
};
