import { membersOf } from '../../flows/input/json-members';
import { readElements } from '../members/element-reader';
import { areFlowLogMembers } from '../members/flow-log-members';
import { jsonEvidence } from '../members/json-evidence';
import type { AwsForm } from './aws-form';

/** Results of a query of CloudWatch Logs Insights. */
export const LOGS_INSIGHTS_RESULTS_FORM: AwsForm = {
  id: 'logs-insights-results',
  title: 'results of a query of CloudWatch Logs Insights',
  cloud: 'aws',
  description: {
    recognizedBy: 'JSON with `results`, a list of rows, which are lists of `field` and `value`',
    example: 'aws logs get-query-results --query-id ID | flow-logs normalize - --out tables --format default',
    sourceDocument: 'Amazon CloudWatch Logs API Reference, "GetQueryResults"',
    sourceRow: 'the row',
    notes:
      'A row with `@message` is read with the declared format; any other row by the names of its fields (`srcAddr`). ' +
      '`@logStream` and `@log` are kept; `@ptr` and `@timestamp` are not.',
  },
  recognizes({ json }) {
    const { list, first, around } = jsonEvidence(json);
    if (first === undefined) {
      return list === 'results' && 'statistics' in around
        ? 'JSON has the members results and statistics'
        : undefined;
    }
    if (list === undefined || !Array.isArray(first)) return undefined;
    const names = first.map((each) => membersOf(each)?.field).filter((name) => typeof name === 'string');
    if (names.length < first.length || names.length === 0) return undefined;
    if (names.includes('@message')) return 'the first row has the field @message';
    return areFlowLogMembers(names) ? 'the first row has fields of a flow log' : undefined;
  },
  read: readElements,
};
