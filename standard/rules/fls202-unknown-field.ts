import { FormatProblemKind } from '../../aws/format';
import { flowLogExample } from '../rule-support/examples';
import { formatProblemRule } from '../rule-support/format-problem-rule';

export const UNKNOWN_FIELD = formatProblemRule([FormatProblemKind.UNKNOWN], {
  id: 'FLS202',
  name: 'unknown-field',
  title: 'a log format contains only fields that exist',
  since: '0.1.0',
  why: 'AWS rejects a flow log with an unknown field, and the deployment rolls back.',
  fix: 'correct the name; `flow-logs format show` lists all fields',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstadr}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),
});
