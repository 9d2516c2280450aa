import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'no version, which means 1': azure({ version: known(undefined) }) },
  good: { 'version 2': azure({}) },
  undecided: { 'a parameter': azure({ version: PARAMETER }) },
};
