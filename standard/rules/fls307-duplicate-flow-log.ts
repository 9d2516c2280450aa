import { type AzureFlowLog, Cloud, isAzureFlowLog } from '../facts';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DUPLICATE_FLOW_LOG: Rule = {
  id: 'FLS307',
  name: 'duplicate-flow-log',
  title: 'a network watcher has one flow log for each name and each target',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'A second flow log with the same name replaces the first, and Azure rejects a second flow log on the same target.',
  fix: 'give each flow log another name, and remove the second flow log of a target',
  bad: 'two azurerm_network_watcher_flow_log resources with name = "hub"',
  good: 'two azurerm_network_watcher_flow_log resources with name = "hub" and name = "spoke"',

  check(model) {
    const [byName, byTarget] = [new Map<string, AzureFlowLog>(), new Map<string, AzureFlowLog>()];
    return model.flowLogs.filter(isAzureFlowLog).map((flowLog): Verdict => {
      const { identity, target } = flowLog;
      const sameName = identity.known
        ? firstWith(byName, nameKey(flowLog, identity.value), flowLog)
        : undefined;
      if (sameName) {
        return fail(flowLog, `${sameName.title} has the same name and network watcher`, {
          fix: 'change the name of one of the flow logs',
          at: identity.at,
          related: [{ label: 'the other flow log', fact: sameName }],
        });
      }
      const sameTarget = target.known ? firstWith(byTarget, target.value.toLowerCase(), flowLog) : undefined;
      if (!sameTarget) return pass(flowLog);
      return fail(
        flowLog,
        `${sameTarget.title} has the same target; Azure accepts one flow log for each target`,
        {
          fix: `remove ${flowLog.title} or ${sameTarget.title}`,
          at: target.at,
          related: [{ label: 'the other flow log', fact: sameTarget }],
        },
      );
    });
  },
};

/** Stores a flow log under a key; returns the one that is stored already. */
function firstWith(index: Map<string, AzureFlowLog>, key: string | undefined, flowLog: AzureFlowLog) {
  if (key === undefined) return undefined;
  const first = index.get(key);
  if (!first) index.set(key, flowLog);
  return first;
}

/** Names are unique in a subscription. Two units can deploy into different ones, so an unknown one is that of the unit. */
function nameKey({ account, unit }: AzureFlowLog, identity: string): string | undefined {
  // some engines generate a name that is not set
  if (identity.endsWith('/')) return undefined;
  const subscription = account.known ? account.value : (unit.account ?? `unit ${unit.name}`);
  return `${subscription} ${identity}`.toLowerCase();
}
