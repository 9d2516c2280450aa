import { SECURITY_GROUP_REFUSED } from '../../azure/flow-log/target-kind';
import { Cloud } from '../facts';
import { Severity } from '../severity';
import { onAzureFlowLogs, whenKnown } from './each';
import { fail, pass, type Rule } from './rule';

export const NSG_FLOW_LOG: Rule = {
  id: 'FLS105',
  name: 'nsg-flow-log',
  title: 'flow logs are on virtual networks, not on network security groups',
  severity: Severity.WARNING,
  clouds: [Cloud.AZURE],
  why: 'Azure makes no new flow logs of network security groups since 2025-06-30, and ends those there are on 2027-09-30.',
  fix: 'put a flow log on the virtual network, compare the two for a day, and remove this one',
  bad: 'network_security_group_id = azurerm_network_security_group.web.id',
  good: 'target_resource_id = azurerm_virtual_network.hub.id',

  check(estate, standard, base) {
    const allowed = standard.azure.target;
    // what is new is refused; without a base nobody knows what is
    const isNew = (address: string) => base && !base.flowLogs.some((flowLog) => flowLog.address === address);
    return onAzureFlowLogs(estate, (flowLog) =>
      whenKnown(flowLog, flowLog.targetKind, (kind, at) => {
        if (kind === 'network security group') {
          return fail(flowLog, SECURITY_GROUP_REFUSED, {
            at,
            ...(isNew(flowLog.address) && { severity: Severity.ERROR }),
          });
        }
        const word = TARGET_WORDS[kind];
        if (allowed === undefined || word === undefined || allowed.includes(word)) return pass(flowLog);
        return fail(flowLog, `it is on a ${kind}, and the standard has flow logs on: ${allowed.join(', ')}`, {
          at,
        });
      }),
    );
  },
};

const TARGET_WORDS: Readonly<Record<string, 'vnet' | 'subnet' | 'nic'>> = {
  'virtual network': 'vnet',
  subnet: 'subnet',
  'network interface': 'nic',
};
