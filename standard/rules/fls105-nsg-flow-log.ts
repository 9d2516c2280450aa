import {
  SECURITY_GROUP,
  SECURITY_GROUP_REFUSED,
  TARGET_NAMES,
  type TargetKind,
  type TargetName,
} from '../../azure/flow-log/target-kind';
import { type AzureFlowLog, Cloud, isAzureFlowLog, type ResourceModel } from '../facts';
import { forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const NSG_FLOW_LOG: Rule = {
  id: 'FLS105',
  name: 'nsg-flow-log',
  title: 'flow logs are on virtual networks, not on network security groups',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AZURE],
  why: 'Azure has rejected new flow logs on network security groups since 2025-06-30, and retires existing ones on 2027-09-30.',
  fix: 'add a flow log on the virtual network, compare both for a day, and remove the one on the group',
  bad: 'network_security_group_id = azurerm_network_security_group.web.id',
  good: 'target_resource_id = azurerm_virtual_network.hub.id',

  check(model, standard, base) {
    const allowed = standard.azure.target;
    return forEachAzureFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.targetKind, (kind, at) => {
        if (kind === SECURITY_GROUP) {
          // Azure rejects new ones; without a base, the age of a flow log is unknown
          const isNew = base !== undefined && !existedIn(base, flowLog);
          return fail(flowLog, SECURITY_GROUP_REFUSED, { at, ...(isNew && { severity: Severity.ERROR }) });
        }
        const word: TargetName | undefined = TARGET_NAMES[kind as TargetKind];
        if (allowed === undefined || word === undefined || allowed.includes(word)) return pass(flowLog);
        return fail(flowLog, `the target is a ${kind}; the standard allows ${allowed.join(', ')}`, {
          at,
        });
      }),
    );
  },
};

function existedIn({ flowLogs }: ResourceModel, { address, target }: AzureFlowLog): boolean {
  return flowLogs
    .filter(isAzureFlowLog)
    .filter(({ targetKind }) => !targetKind.known || targetKind.value === SECURITY_GROUP)
    .some(
      (each) =>
        each.address === address || (each.target.known && target.known && each.target.value === target.value),
    );
}
