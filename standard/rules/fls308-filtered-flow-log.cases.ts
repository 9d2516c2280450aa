import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';
import { Severity } from '../severity';

const HTTPS = azure({ filter: known('DstPort=443') });
const DENIED = 'azure: { filters: deny }';

export const CASES: RuleCases = {
  bad: {
    'a filter': { ...HTTPS, severity: Severity.WARNING },
    'a filter as an error if the standard denies filters': {
      ...HTTPS,
      standard: DENIED,
      severity: Severity.ERROR,
    },
    'record types without denied flows': azure({ recordTypes: known('B,C,E') }),
    'record types without the end of flows': {
      ...azure({ recordTypes: known('b, c, d') }),
      standard: DENIED,
    },
  },
  good: {
    'neither a filter nor record types': azure({}),
    'all record types': azure({ recordTypes: known('D,E,C,B') }),
  },
  undecided: {
    'a parameter as the filter': azure({ filter: PARAMETER }),
    'a parameter as the record types': azure({ recordTypes: PARAMETER }),
  },
  skipped: { 'a standard that allows filters': { ...HTTPS, standard: 'azure: { filters: allow }' } },
};
