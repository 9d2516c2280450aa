import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'a misspelt name': { ...awsFormat('${srcaddr} ${dstadr}'), fix: 'write ${srcaddr} ${dstaddr}' },
    'an underscore instead of a hyphen': { ...awsFormat('${pkt_srcaddr}'), fix: 'write ${pkt-srcaddr}' },
  },
  good: { 'a known field': awsFormat('${srcaddr}') },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
};
