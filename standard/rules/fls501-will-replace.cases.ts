import { awsChange, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'another aggregation interval': awsChange({ interval: known(600) }, { interval: known(60) }),
    'another logical id': awsChange({}, { address: 'Other' }),
  },
  good: {},
  skipped: {
    'no change': awsChange({}, {}),
    'an explicit default': awsChange({ interval: known(undefined) }, { interval: known(600) }),
  },
};
