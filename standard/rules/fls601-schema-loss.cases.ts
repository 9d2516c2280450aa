import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

const LOSSLESS = 'consumer: { requireLossless: warning }';

export const CASES: RuleCases = {
  bad: { 'a format of one field': { ...awsFormat('${srcaddr}'), standard: LOSSLESS } },
  good: { 'the recommended format': { ...aws({}), standard: LOSSLESS } },
  undecided: { 'a parameter': { ...aws({ format: PARAMETER }), standard: LOSSLESS } },
};
