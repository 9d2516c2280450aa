import { PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'a bucket without a customer managed key': toBucket({ customerKey: known(false) }) },
  good: { 'a bucket with a customer managed key': toBucket({}) },
  undecided: { 'a parameter': toBucket({ customerKey: PARAMETER }) },
  skipped: {
    'a standard without this requirement': { ...toBucket({ customerKey: known(false) }), standard: '' },
  },
};
