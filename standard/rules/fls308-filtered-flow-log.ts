import { recordTypeLosses, selectedTypes } from '../../azure/flow-log/record-type';
import { Cloud, isAzureFlowLog } from '../facts';
import { Allowance, allowanceSeverity } from '../file/allowance';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

/** Source: Azure Network Watcher documentation, "Filter virtual network flow logs". */
export const FILTERED_FLOW_LOG: RequirementRule = {
  id: 'FLS308',
  name: 'filtered-flow-log',
  title: 'a flow log has no filter, and records all record types',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AZURE],
  why: 'Flows that a filter omits look like flows that never occurred. Packets and bytes are in the records of continuing and ended flows: without one of these types, sums are too low.',
  fix: 'remove the filter and the selection of record types, or set azure.filters: allow in the standard',
  bad: 'enabledFilteringCriteria = "DstPort=443"',
  good: 'enabledFilteringCriteria = ""',

  evaluate(flowLog, requirements) {
    const allowed = requirements.map(({ azure }) => azure.filters ?? Allowance.ALLOW);
    const severity = allowanceSeverity(allowed);
    if (!isAzureFlowLog(flowLog) || severity === Severity.OFF) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.filter, (filter, at) => {
      if (filter !== undefined) {
        const message = `the filter ${JSON.stringify(filter)} omits the flows that do not match`;
        return fail(flowLog, message, { at, severity });
      }
      return whenKnown(flowLog, flowLog.recordTypes, (text, place) => {
        const losses = recordTypeLosses(selectedTypes(text));
        return losses.length === 0
          ? pass(flowLog)
          : fail(flowLog, `the record types ${text} omit ${losses.join(' and ')}`, { at: place, severity });
      });
    });
    return verdict;
  },
};
