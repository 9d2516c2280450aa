import { TargetKind } from '../../aws/flow-log';
import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'a VPC without a log format': awsFormat(undefined) },
  good: {
    'a transit gateway without a log format': awsFormat(undefined, TargetKind.TRANSIT_GATEWAY),
    'a log format for an unknown target': aws({ targetKind: PARAMETER }),
  },
  undecided: {
    'an unknown target without a log format': aws({ format: known(undefined), targetKind: PARAMETER }),
  },
};
