import { TargetKind } from '../../aws/flow-log';
import { aws, azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'lower case': { ...aws({ traffic: known('all') }), fix: 'write ALL' },
    'upper case': { ...aws({ fileFormat: known('Parquet') }), fix: 'write parquet' },
    'a traffic type for a transit gateway': aws({ targetKind: known(TargetKind.TRANSIT_GATEWAY) }),
    '600 seconds for a transit gateway': {
      ...aws({
        interval: known(600),
        traffic: known(undefined),
        targetKind: known(TargetKind.TRANSIT_GATEWAY),
      }),
      fix: 'set the interval to 60',
    },
    'a retention of 500 days': azure({ retentionDays: known(500) }),
    'a name with a space': azure({ name: known('my flow log') }),
    'a name that ends with a dot': azure({ name: known('hub.') }),
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
    'the longest retention': azure({ retentionDays: known(365) }),
    'a name that the engine generates': azure({ name: known(undefined) }),
    '600 seconds for a VPC': aws({ interval: known(600) }),
  },
  undecided: { 'a parameter': aws({ interval: PARAMETER }) },
};
