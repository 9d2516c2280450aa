import type { RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, modelOf } from '../../test/support/standard-facts';
import { known } from '../facts';

const model = modelOf({ flowLogs: [awsFlowLog({ traffic: known('REJECT') })] });

const excepted = (rest: string, suppressions = '{}') => ({
  model,
  standard: `aws: { traffic: ALL }\nsuppressions: ${suppressions}\nexceptions: [{ rule: FLS301, ${rest} }]`,
});

export const CASES: RuleCases = {
  bad: {
    'an exception without a reason': excepted("at: '*'"),
    'a blank reason': excepted("at: '*', reason: ' '"),
  },
  good: {
    'an exception with a reason': excepted("at: '*', reason: migration"),
    'no reason if the standard requires none': excepted("at: '*'", '{ requireReason: false }'),
  },
};
