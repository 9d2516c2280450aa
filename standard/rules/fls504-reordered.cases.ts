import { awsChange, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'two fields in the reverse order': awsChange(
      { format: known('${srcaddr} ${dstaddr}') },
      { format: known('${dstaddr} ${srcaddr}') },
    ),
  },
  good: {},
  skipped: {
    'an additional field at the end': awsChange(
      { format: known('${srcaddr}') },
      { format: known('${srcaddr} ${action}') },
    ),
  },
};
