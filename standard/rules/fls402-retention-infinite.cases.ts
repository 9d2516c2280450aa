import { PARAMETER, type RuleCases, toAccount, toBucket } from '../../test/support/rule-cases';
import { FOREVER, known } from '../facts';
import { Severity } from '../severity';

const DENY_ON_AWS = `aws: { retention: { allowInfinite: deny } }
azure: { retention: { allowInfinite: warn } }`;

const azureForever = toAccount({ retention: known(FOREVER) }, 0);

export const CASES: RuleCases = {
  bad: {
    'no expiration': toBucket({ retention: known(FOREVER) }),
    'no expiration on AWS if the standard denies it': {
      ...toBucket({ retention: known(FOREVER) }),
      standard: DENY_ON_AWS,
      severity: Severity.ERROR,
    },
    'no expiration on Azure if the standard warns about it': {
      ...azureForever,
      standard: DENY_ON_AWS,
      severity: Severity.WARNING,
    },
  },
  good: { 'a flow log with a retention': toAccount({ retention: PARAMETER }) },
  undecided: { 'a parameter': toBucket({ retention: PARAMETER }) },
  skipped: {
    'a standard that allows it': {
      ...toBucket({ retention: known(FOREVER) }),
      standard: 'aws: { retention: { allowInfinite: allow } }',
    },
  },
};
