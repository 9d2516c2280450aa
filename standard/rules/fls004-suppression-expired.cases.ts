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
    'an exception that ended yesterday': excepted("at: '*', reason: x, until: 2026-11-28"),
    'no end date if the standard requires one': excepted("at: '*', reason: x", '{ requireExpiry: true }'),
    'an end date beyond the allowed days': excepted(
      "at: '*', reason: x, until: 2027-01-01",
      '{ maxDays: 30 }',
    ),
  },
  good: {
    'an exception that ends today': excepted("at: '*', reason: x, until: 2026-11-29"),
    'no end date': excepted("at: '*', reason: x"),
  },
};
