import { TargetKind } from '../../aws/flow-log';
import { aws, azureSubnets, onAzureSubnet, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../test/support/standard-facts';
import { known, NetworkKind } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'two flow logs on one target': {
      model: modelOf({ flowLogs: [awsFlowLog({ address: 'B' }), awsFlowLog({ address: 'A' })] }),
    },
    'a VPC and its subnet into one bucket': {
      model: modelOf({
        networks: [awsNetwork(), awsNetwork('A', NetworkKind.SUBNET, 'Vpc')],
        flowLogs: [
          awsFlowLog(),
          awsFlowLog({ address: 'OnA', target: known('A'), targetKind: known(TargetKind.SUBNET) }),
        ],
      }),
    },
  },
  good: {
    'a single flow log with an unknown target': aws({ target: PARAMETER, destination: PARAMETER }),
    'two destinations for one target': {
      model: modelOf({
        flowLogs: [
          awsFlowLog({ address: 'A' }),
          awsFlowLog({ address: 'B', destination: known({ ...destination(), address: 'Other' }) }),
        ],
      }),
    },
    'destinations of different types that are unknown': {
      model: modelOf({
        flowLogs: ['s3', 'cloud-watch-logs'].map((type) =>
          awsFlowLog({ address: type, destinationType: known(type), destination: PARAMETER }),
        ),
      }),
    },
    'accepted and rejected traffic in separate flow logs': {
      model: modelOf({
        networks: [awsNetwork()],
        flowLogs: ['ACCEPT', 'REJECT'].map((traffic) =>
          awsFlowLog({ address: traffic, traffic: known(traffic) }),
        ),
      }),
    },
    'a virtual network and its subnet, because Azure records only the smaller target': {
      model: modelOf({
        networks: [azureNetwork(), ...azureSubnets('A')],
        flowLogs: [azureFlowLog(), onAzureSubnet('A')],
      }),
    },
    'two Azure flow logs, one of them disabled': {
      model: modelOf({ flowLogs: [azureFlowLog(), azureFlowLog({ address: 'B', enabled: known(false) })] }),
    },
  },
  undecided: {
    'two flow logs that may have the same target': {
      model: modelOf({
        flowLogs: [awsFlowLog({ address: 'A', target: PARAMETER }), awsFlowLog({ address: 'B' })],
      }),
    },
  },
};
