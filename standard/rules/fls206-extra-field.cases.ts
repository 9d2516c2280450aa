import { TargetKind } from '../../aws/flow-log';
import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: { 'an additional field': awsFormat('${srcaddr} ${dstaddr} ${action} ${vpc-id}') },
  good: {
    'a field that only transit gateways have': awsFormat(
      '${srcaddr} ${dstaddr} ${tgw-id}',
      TargetKind.TRANSIT_GATEWAY,
    ),
    'the default format of AWS': awsFormat(undefined),
  },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
  skipped: {
    'a standard without required fields': {
      ...awsFormat('${srcaddr}'),
      standard: 'aws: { format: { extra: deny } }',
    },
  },
};
