import { PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'an archive class after ten days': toBucket({ hotRetention: known(10), retention: PARAMETER }) },
  good: { 'an archive class after a year': toBucket({ hotRetention: known(365) }) },
  undecided: { 'a parameter': toBucket({ hotRetention: PARAMETER }) },
};
