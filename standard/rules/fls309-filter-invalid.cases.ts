import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'a filter with brackets': azure({ filter: known('DstPort=22 && (SrcIP=10.0.0.4 || Direction=Inbound)') }),
    'a filter of 1001 characters': azure({ filter: known(`SrcPort=${'1,'.repeat(496)}1`) }),
    'an unknown field': azure({ filter: known('Port=22') }),
    'a single ampersand': azure({ filter: known('DstPort=22 & SrcPort=1') }),
    'an unknown record type': {
      ...azure({ recordTypes: known('B,X') }),
      fix: 'write the letters B, C, E and D, separated by commas',
    },
  },
  good: {
    'no filter': azure({}),
    'a filter': azure({ filter: known('DstPort=22,3389 && SrcIP!=10.0.0.0/8 || Protocol=UDP') }),
    'record types': azure({ recordTypes: known('c,e') }),
  },
  undecided: {
    'a parameter as the filter': azure({ filter: PARAMETER }),
    'a parameter as the record types': azure({ recordTypes: PARAMETER }),
  },
};
