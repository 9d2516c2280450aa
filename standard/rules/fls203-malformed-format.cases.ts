import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'a duplicate field': awsFormat('${srcaddr} ${srcaddr}'),
    'text without placeholders': awsFormat('hello'),
    'an empty format': awsFormat(''),
    'a duplicate and a bare name': {
      ...awsFormat('${srcaddr} srcport ${srcaddr}'),
      fix: 'set the log format to ${srcaddr} ${srcport}',
    },
  },
  good: { 'a single field': awsFormat('${srcaddr}') },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
};
