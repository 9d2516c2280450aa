import { DestinationType } from '../../aws/flow-log';
import { aws, azure, PARAMETER, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import { destination } from '../../test/support/standard-facts';
import { type AwsFlowLog, DestinationKind, known, UnknownCause, unknown } from '../facts';

const OTHER = destination({
  kind: DestinationKind.FIREHOSE,
  account: known('444455556666'),
  externalId: 'arn:aws:firehose:eu-west-1:444455556666:deliverystream/logs',
});

function firehose(change: Partial<AwsFlowLog>): RuleCase {
  return aws({
    destinationType: known(DestinationType.FIREHOSE),
    hasOptions: known(false),
    destination: known(OTHER),
    ...change,
  });
}

const ROLE = {
  title: 'logs',
  arn: 'arn:aws:iam::111122223333:role/logs',
  trust: { title: 'trust', statements: [] },
  permissions: [],
};

const toLogs = { destinationType: known(DestinationType.CLOUD_WATCH_LOGS), deliveryRole: known(true) };
const tags = known('${srcaddr} ${instance-tag}');

export const CASES: RuleCases = {
  bad: {
    'a delivery role for S3': aws({ deliveryRole: known(true) }),
    'file options for CloudWatch Logs': aws({ ...toLogs, hasOptions: known(true) }),
    'a stream of another account without roles': firehose({}),
    'a delivery role without a cross-account role': firehose({ deliveryRole: known(true) }),
    'a cross-account role without a delivery role': firehose({ crossAccountRole: known(true) }),
    'the name of a role in the app': aws({
      ...toLogs,
      roles: { own: known({ ...ROLE, isNamed: true }), crossAccount: known(undefined) },
    }),
    'a role that is no ARN': aws({
      ...toLogs,
      roles: {
        own: unknown('the role is logs; expected the ARN of a role', undefined, UnknownCause.INVALID),
        crossAccount: known(undefined),
      },
    }),
    'tag fields without tags': aws({ format: tags, hasTagKeys: known(false) }),
    'a system-assigned identity': azure({ identityType: known('SystemAssigned') }),
    'Traffic Analytics without a workspace': azure({
      analytics: known({ enabled: known(true), interval: known(10), workspace: known(undefined) }),
    }),
  },
  good: {
    'no role for S3': aws({}),
    'a delivery role for CloudWatch Logs': aws({ ...toLogs, hasOptions: known(false) }),
    'both roles for a stream of another account': firehose({
      deliveryRole: known(true),
      crossAccountRole: known(true),
    }),
    'no role for a stream of the same account': firehose({ account: known('444455556666') }),
    'tag fields with tags': aws({ format: tags }),
    'a user-assigned identity': azure({ identityType: known('UserAssigned') }),
    'disabled Traffic Analytics': azure({
      analytics: known({ enabled: known(false), interval: known(10), workspace: known(undefined) }),
    }),
  },
  undecided: {
    'a parameter as the type of the identity': azure({ identityType: PARAMETER }),
    'a parameter as the role': aws({ deliveryRole: PARAMETER }),
    'a stream of an unknown account': firehose({ account: PARAMETER }),
  },
};
