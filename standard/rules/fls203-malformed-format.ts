import { FormatProblemKind } from '../../aws/format';
import { flowLogExample } from '../rule-support/examples';
import { formatProblemRule } from '../rule-support/format-problem-rule';

const { EMPTY, MALFORMED, DUPLICATE, TAGS } = FormatProblemKind;

export const MALFORMED_FORMAT = formatProblemRule([EMPTY, MALFORMED, DUPLICATE, TAGS], {
  id: 'FLS203',
  name: 'malformed-format',
  title: 'a log format is a list of distinct placeholders',
  since: '0.1.0',
  why: 'AWS rejects the flow log, or readers of its records assign values to the wrong columns.',
  fix: 'write fields as ${name}, separated by one space, each field once',
  bad: flowLogExample({ LogFormat: 'hello' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),
});
