import { Cloud } from '../facts';
import { forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

/**
 * Source: azurerm provider, `azurerm_network_watcher_flow_log`: the service writes a lifecycle rule, which overwrites the
 * existing lifecycle rules of the account.
 */
export const RETENTION_CONFLICT: Rule = {
  id: 'FLS409',
  name: 'retention-conflict',
  title: 'a flow log with a retention delivers to a storage account without other lifecycle rules',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Azure writes the retention of a flow log as the lifecycle rule of the account, and deletes all other rules.',
  fix: 'set the retention in the lifecycle rules of the account, and disable that of the flow log',
  bad: 'retention_policy { enabled = true, days = 90 }, and an azurerm_storage_management_policy of the account',
  good: 'retention_policy { enabled = false, days = 0 }, and an azurerm_storage_management_policy of the account',

  check: (model) =>
    forEachAzureFlowLog(model, (flowLog) => {
      const { destination, retentionDays } = flowLog;
      if (!destination.known) return pass(flowLog);
      const { storageAccount, title } = destination.value;
      if (storageAccount === undefined) return pass(flowLog);
      return whenKnown(flowLog, storageAccount.hasLifecycleRules, (hasRules) => {
        if (!hasRules) return pass(flowLog);
        return whenKnown(flowLog, retentionDays, (days, at) =>
          days > 0
            ? fail(flowLog, `the retention of ${days} days replaces the lifecycle rules of ${title}`, {
                at,
                related: [{ label: 'the destination', fact: destination.value }],
              })
            : pass(flowLog),
        );
      });
    }),
};
