import { aws, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'the default, which is CloudWatch Logs': aws({ destinationType: known(undefined) }) },
  good: { 'an allowed type': aws({}) },
  undecided: { 'a parameter': aws({ destinationType: PARAMETER }) },
};
