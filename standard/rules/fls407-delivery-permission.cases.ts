import { aws, PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { awsFlowLog, destination } from '../../test/support/standard-facts';
import { type DeliveryAccess, DestinationKind, known } from '../facts';

/** Access that no policy grants, with a key that no service can use. */
const CLOSED: DeliveryAccess = {
  arn: 'arn:aws:s3:::central-logs',
  home: awsFlowLog().home,
  keyPrefix: '',
  policies: [],
  key: known({
    title: 'Key',
    arn: 'arn:aws:kms:eu-west-1:111122223333:key/logs',
    isAwsManaged: false,
    isNamedById: known(false),
    policy: known({ title: 'the key policy of Key', statements: [] }),
  }),
};

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
    // FLS305 reports them
    'a log group as a destination in S3': aws({
      destination: known(destination({ kind: DestinationKind.LOG_GROUP, access: known(CLOSED) })),
    }),
    'a bucket of another account as a destination in Firehose': aws({
      destinationType: known('kinesis-data-firehose'),
      destination: known(
        destination({ access: known({ ...CLOSED, home: { ...CLOSED.home, account: '444455556666' } }) }),
      ),
    }),
  },
  undecided: {
    'CloudWatch Logs with an unknown delivery role': aws({
      destinationType: known('cloud-watch-logs'),
      destination: GROUP,
      roles: { own: PARAMETER, crossAccount: known(undefined) },
    }),
    'a role outside the app, and a bucket as a destination in CloudWatch Logs': aws({
      destinationType: known('cloud-watch-logs'),
      destination: known(destination({ access: known(CLOSED) })),
      roles: { own: PARAMETER, crossAccount: known(undefined) },
    }),
    'a bucket outside the app': toBucket({ access: PARAMETER }),
  },
};
