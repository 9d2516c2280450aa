import { filterTextProblems } from '../../azure/flow-log/flow-log-filter';
import { recordTypesIn, recordTypesProblem } from '../../azure/flow-log/record-type';
import { type AzureFlowLog, Cloud } from '../facts';
import { forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

/** Source: Azure Network Watcher documentation, "Filter virtual network flow logs". */
export const FILTER_INVALID: Rule = {
  id: 'FLS309',
  name: 'filter-invalid',
  title:
    'the filter and the record types of a flow log are valid, and the filter has at most 1000 characters',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Azure rejects the flow log. The deployment fails after it has created other resources.',
  fix: 'write comparisons such as DstPort=22,3389, joined by && and ||, without brackets',
  bad: 'enabledFilteringCriteria = "DstPort=22 && (SrcIP=10.0.0.4 || SrcIP=10.0.0.5)"',
  good: 'enabledFilteringCriteria = "DstPort=22 && SrcIP=10.0.0.4,10.0.0.5"',

  check: (model) =>
    forEachAzureFlowLog(model, (flowLog) => [...checkFilter(flowLog), ...checkRecordTypes(flowLog)]),
};

function checkFilter(flowLog: AzureFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.filter, (text, at) => {
    const problems = text === undefined ? [] : filterTextProblems(text);
    return problems.length === 0 ? pass(flowLog) : fail(flowLog, problems.join('; '), { at });
  });
}

function checkRecordTypes(flowLog: AzureFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.recordTypes, (text, at) => {
    const problem = text === undefined ? undefined : recordTypesProblem(recordTypesIn(text));
    return problem === undefined
      ? pass(flowLog)
      : fail(flowLog, problem, { at, fix: 'write the letters B, C, E and D, separated by commas' });
  });
}
