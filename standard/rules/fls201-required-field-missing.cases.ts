import { TargetKind } from '../../aws/flow-log';
import { aws, awsFormat, PARAMETER, type RuleCases, TGW_FORMAT } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'a missing field': awsFormat('${srcaddr} ${dstaddr}'),
    'a missing field, with a fix in the required order': {
      ...awsFormat('${dstaddr} ${srcaddr} ${vpc-id}'),
      fix: 'set the log format to ${srcaddr} ${dstaddr} ${action} ${vpc-id}',
    },
    'a missing field that every target has': aws({ format: known('${action}'), targetKind: PARAMETER }),
  },
  good: {
    'all required fields': awsFormat('${srcaddr} ${dstaddr} ${action}'),
    'the default format of a transit gateway, which has no action': awsFormat(
      undefined,
      TargetKind.TRANSIT_GATEWAY,
    ),
    'a format of a transit gateway attachment, which has no action': awsFormat(
      TGW_FORMAT,
      TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
    ),
  },
  undecided: {
    'a missing field that the unknown target may not have': aws({
      format: known('${srcaddr} ${dstaddr}'),
      targetKind: PARAMETER,
    }),
    'the default format of an unknown target': aws({ format: known(undefined), targetKind: PARAMETER }),
  },
};
