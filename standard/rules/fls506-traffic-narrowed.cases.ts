import { awsChange, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'rejected traffic instead of all': { ...awsChange({}, { traffic: known('REJECT') }), fix: 'keep ALL' },
  },
  good: {},
  skipped: { 'all traffic instead of rejected': awsChange({ traffic: known('REJECT') }, {}) },
};
