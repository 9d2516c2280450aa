import { Cloud, isAzureFlowLog } from '../facts';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

export const FLOW_LOG_DISABLED: RequirementRule = {
  id: 'FLS104',
  name: 'flow-log-disabled',
  title: 'every flow log is enabled',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'A disabled flow log appears in every inventory, but records nothing.',
  fix: 'set enabled to true',
  bad: 'enabled = false',
  good: 'enabled = true',

  evaluate(flowLog, requirements) {
    if (!isAzureFlowLog(flowLog) || !requirements.some(({ azure }) => azure.enabled)) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.enabled, (enabled, at) =>
      enabled ? pass(flowLog) : fail(flowLog, 'the flow log is disabled', { at }),
    );
    return verdict;
  },
};
