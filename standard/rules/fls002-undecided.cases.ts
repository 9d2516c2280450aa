import { aws, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: { 'a log format that is a parameter': aws({ format: PARAMETER }) },
  good: { 'a log format in the artifact': aws({}) },
};
