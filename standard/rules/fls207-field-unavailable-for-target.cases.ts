import { TargetKind } from '../../aws/flow-log';
import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';
import { Severity } from '../severity';

export const CASES: RuleCases = {
  bad: {
    'a transit gateway field for a VPC': {
      ...awsFormat('${srcaddr} ${tgw-id}'),
      fix: 'set the log format to ${srcaddr}',
      severity: Severity.ERROR,
    },
    'fields of both kinds in one format': awsFormat('${action} ${tgw-id}', TargetKind.TRANSIT_GATEWAY),
    'a field that is always empty for a regional NAT gateway': {
      ...awsFormat('${srcaddr} ${interface-id}', TargetKind.REGIONAL_NAT_GATEWAY),
      severity: Severity.WARNING,
    },
  },
  good: {
    'a transit gateway field for a transit gateway': awsFormat(
      '${srcaddr} ${tgw-id}',
      TargetKind.TRANSIT_GATEWAY,
    ),
    'a field of every target, for an unknown target': aws({
      format: known('${srcaddr}'),
      targetKind: PARAMETER,
    }),
  },
  undecided: {
    'a VPC field for an unknown target': aws({ format: known('${vpc-id}'), targetKind: PARAMETER }),
  },
};
