import { oneOf } from '../../flows/value';
import { PARAMETER, type RuleCases, toAccount, toBucket } from '../../test/support/rule-cases';
import { FOREVER, known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'a condition whose alternatives are both too short': toBucket({
      retention: oneOf([30, 60], 'it depends on a condition'),
    }),
    'thirty days': toBucket({ retention: known(30) }),
    'a flow log with a short retention in an unknown account': toAccount({ retention: PARAMETER }, 30),
    'a flow log with a short retention in an account without a lifecycle': toAccount(
      { retention: known(FOREVER) },
      30,
    ),
    'an account with a short retention': toAccount({ retention: known(30) }),
    'an account with a short retention and a flow log of 0 days': toAccount({ retention: known(30) }, 0),
    '0 days if the standard does not treat them as forever': {
      ...toAccount({ retention: known(FOREVER) }, 0),
      standard: 'azure: { retention: { minDays: 90, zeroMeansForever: false } }',
    },
  },
  good: {
    'no expiration': toBucket({ retention: known(FOREVER) }),
    'a flow log with a long retention': toAccount({ retention: known(FOREVER) }),
    'a flow log of 0 days': toAccount({ retention: known(FOREVER) }, 0),
  },
  undecided: {
    'a condition with one alternative that is too short': toBucket({
      retention: oneOf([30, 400], 'it depends on a condition'),
    }),
    'an account with an unknown retention': toAccount({ retention: PARAMETER }),
    'an encoded token of an engine': toBucket({ retention: known(-1.888154589709e289) }),
    'a value that is not a number': toBucket({ retention: known(Number.NaN) }),
  },
  skipped: { 'a standard without a retention': { ...toBucket({ retention: known(1) }), standard: '' } },
};
