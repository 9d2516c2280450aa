import { awsChange, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

const formats = (before: string, after: string) =>
  awsChange({ format: known(before) }, { format: known(after) });

export const CASES: RuleCases = {
  bad: {
    'two fields in the reverse order': formats('${srcaddr} ${dstaddr}', '${dstaddr} ${srcaddr}'),
    'an additional field in the middle': formats('${srcaddr} ${dstaddr}', '${srcaddr} ${action} ${dstaddr}'),
    'an additional field at the start': formats('${srcaddr} ${dstaddr}', '${action} ${srcaddr} ${dstaddr}'),
  },
  good: {},
  skipped: {
    'an additional field at the end': formats('${srcaddr}', '${srcaddr} ${action}'),
    'another field instead of the last one': formats('${srcaddr} ${bytes}', '${srcaddr} ${action}'),
  },
};
