import { azureSubnets, onAzureSubnet, type RuleCases } from '../../test/support/rule-cases';
import { azureFlowLog, azureNetwork, modelOf } from '../../test/support/standard-facts';

export const CASES: RuleCases = {
  bad: {
    'a subnet without a flow log': {
      model: modelOf({
        networks: [azureNetwork(), ...azureSubnets('A', 'B')],
        flowLogs: [onAzureSubnet('A')],
      }),
    },
  },
  good: {
    'a flow log on the network': {
      model: modelOf({ networks: [azureNetwork(), ...azureSubnets('A', 'B')], flowLogs: [azureFlowLog()] }),
    },
  },
  skipped: {
    'a network without any flow log': {
      model: modelOf({ networks: [azureNetwork(), ...azureSubnets('A')] }),
    },
  },
};
