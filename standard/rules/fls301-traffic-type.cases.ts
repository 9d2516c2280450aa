import { TargetKind } from '../../aws/flow-log';
import { aws, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: { 'rejected traffic only': aws({ traffic: known('REJECT') }) },
  good: {
    'all traffic': aws({}),
    'no traffic type for a transit gateway': aws({
      traffic: known(undefined),
      targetKind: known(TargetKind.TRANSIT_GATEWAY),
    }),
  },
  undecided: {
    'no traffic type for an unknown target': aws({ traffic: known(undefined), targetKind: PARAMETER }),
  },
  skipped: { 'a standard without a traffic type': { ...aws({ traffic: known('REJECT') }), standard: '' } },
};
