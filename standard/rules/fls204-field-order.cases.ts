import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'required fields in another order': awsFormat('${dstaddr} ${srcaddr} ${action}'),
    'another field in the first position': awsFormat('${version} ${srcaddr} ${dstaddr} ${action}'),
    'one required field after another field': {
      ...awsFormat('${vpc-id} ${action}'),
      fix: 'set the log format to ${srcaddr} ${dstaddr} ${action} ${vpc-id}',
    },
  },
  good: {
    'other fields after the required fields': awsFormat('${srcaddr} ${dstaddr} ${action} ${version}'),
    'a missing field, which FLS201 reports': awsFormat('${srcaddr} ${action}'),
  },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
  skipped: {
    'a standard without an order': {
      ...awsFormat('${dstaddr} ${srcaddr}'),
      standard: 'aws: { format: { required: [srcaddr, dstaddr] } }',
    },
  },
};
