import { awsChange, azureChange, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'rejected traffic instead of all': { ...awsChange({}, { traffic: known('REJECT') }), fix: 'keep ALL' },
    'a filter instead of none': {
      ...azureChange({}, { filter: known('DstPort=443') }),
      fix: 'remove the filter',
    },
    'another filter': {
      ...azureChange({ filter: known('DstPort=443') }, { filter: known('DstPort=80') }),
      fix: 'keep DstPort=443',
    },
    'fewer record types': {
      ...azureChange({ recordTypes: known('B,C,E') }, { recordTypes: known('C,E') }),
      fix: 'keep B,C,E',
    },
  },
  good: {},
  skipped: {
    'no filter instead of one': azureChange({ filter: known('DstPort=443') }, {}),
    'more record types': azureChange({ recordTypes: known('C,E') }, {}),
    'all traffic instead of rejected': awsChange({ traffic: known('REJECT') }, {}),
  },
};
