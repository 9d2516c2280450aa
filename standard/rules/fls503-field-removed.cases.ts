import { awsChange, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'a removed field': {
      ...awsChange({ format: known('${srcaddr} ${tcp-flags}') }, { format: known('${srcaddr}') }),
      fix: 'keep ${tcp-flags}',
    },
  },
  good: {},
  skipped: {
    'an additional field': awsChange(
      { format: known('${srcaddr}') },
      { format: known('${srcaddr} ${action}') },
    ),
    'an unknown format': awsChange({}, { format: PARAMETER }),
  },
};
