import { TargetKind } from '../../aws/flow-log';
import { aws, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'the default of 600 seconds': aws({ interval: known(undefined) }),
  },
  good: {
    'the default of 60 seconds for a transit gateway': aws({
      interval: known(undefined),
      targetKind: known(TargetKind.TRANSIT_GATEWAY),
    }),
    '60 seconds for an unknown target': aws({ targetKind: PARAMETER }),
  },
  undecided: { 'a parameter': aws({ interval: PARAMETER }) },
};
