import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'a misspelt name': {
      ...awsFormat('${srcaddr} ${dstadr}'),
      fix: 'set the log format to ${srcaddr} ${dstaddr}',
    },
    'an underscore instead of a hyphen': {
      ...awsFormat('${pkt_srcaddr}'),
      fix: 'set the log format to ${pkt-srcaddr}',
    },
  },
  good: { 'a known field': awsFormat('${srcaddr}') },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
};
