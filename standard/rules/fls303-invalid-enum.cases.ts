import { TargetKind } from '../../aws/flow-log';
import { aws, azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'lower case': { ...aws({ traffic: known('all') }), fix: 'write ALL' },
    'upper case': { ...aws({ fileFormat: known('Parquet') }), fix: 'write parquet' },
    'a traffic type for a transit gateway': aws({ targetKind: known(TargetKind.TRANSIT_GATEWAY) }),
    'no traffic type for a VPC': aws({ traffic: known(undefined) }),
    'an interval of five minutes': { ...aws({ interval: known(300) }), fix: 'use one of 60, 600' },
    'a Traffic Analytics interval of half an hour': azure({
      analytics: known({ enabled: known(true), interval: known(30), workspace: known('ws') }),
    }),
    'an unknown target kind': aws({ targetKind: known('vpc') }),
  },
  good: {
    'no traffic type for a transit gateway': aws({
      traffic: known(undefined),
      targetKind: known(TargetKind.TRANSIT_GATEWAY),
    }),
    'valid settings': azure({}),
  },
  undecided: { 'a parameter': aws({ interval: PARAMETER }) },
};
