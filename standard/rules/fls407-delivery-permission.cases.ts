import { aws, PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { destination } from '../../test/support/standard-facts';
import { DestinationKind, known } from '../facts';

const GROUP = known(destination({ kind: DestinationKind.LOG_GROUP }));

export const CASES: RuleCases = {
  bad: {
    'a bucket as a destination in CloudWatch Logs': {
      ...aws({ destinationType: known(undefined) }),
      fix: 'set the destination type to s3',
    },
    'CloudWatch Logs without a delivery role': aws({ destinationType: known(undefined), destination: GROUP }),
  },
  good: {
    'a bucket, for which no role is needed': aws({ roles: { own: PARAMETER, crossAccount: PARAMETER } }),
  },
  undecided: {
    'CloudWatch Logs with an unknown delivery role': aws({
      destinationType: known('cloud-watch-logs'),
      destination: GROUP,
      roles: { own: PARAMETER, crossAccount: known(undefined) },
    }),
    'a bucket outside the app': toBucket({ access: PARAMETER }),
  },
};
