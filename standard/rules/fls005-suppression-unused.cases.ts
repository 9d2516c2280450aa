import type { RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, modelOf } from '../../test/support/standard-facts';
import { known } from '../facts';

const model = modelOf({ flowLogs: [awsFlowLog({ traffic: known('REJECT') })] });

const excepted = (rest: string, suppressions = '{}') => ({
  model,
  standard: `aws: { traffic: ALL }\nsuppressions: ${suppressions}\nexceptions: [{ rule: FLS301, ${rest} }]`,
});

export const CASES: RuleCases = {
  bad: { 'an exception for a resource that does not exist': excepted("at: 'Gone/*', reason: x") },
  good: { 'an exception that matches a finding': excepted("at: '*', reason: x") },
};
