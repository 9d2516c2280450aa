import { PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'a bucket without a customer managed key': toBucket({ customerManagedKey: known(false) }) },
  good: { 'a bucket with a customer managed key': toBucket({}) },
  undecided: { 'a parameter': toBucket({ customerManagedKey: PARAMETER }) },
  skipped: {
    'a standard without this requirement': {
      ...toBucket({ customerManagedKey: known(false) }),
      standard: '',
    },
  },
};
