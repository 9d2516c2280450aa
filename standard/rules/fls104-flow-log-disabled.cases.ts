import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'a disabled flow log': azure({ enabled: known(false) }) },
  good: { 'an enabled flow log': azure({}) },
  undecided: { 'a parameter': azure({ enabled: PARAMETER }) },
  skipped: {
    'a standard that allows disabled flow logs': {
      ...azure({ enabled: known(false) }),
      standard: 'azure: { enabled: false }',
    },
  },
};
