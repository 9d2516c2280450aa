import {
  aws,
  awsChange,
  PARAMETER,
  type RuleCase,
  type RuleCases,
  toBucket,
} from '../../test/support/rule-cases';
import { BUCKET_POLICY, destination, HOME } from '../../test/support/standard-facts';
import {
  type AwsFlowLog,
  type DeliveryAccess,
  type DeliveryRole,
  type Destination,
  DestinationKind,
  type EncryptionKey,
  known,
  type PolicyDocument,
  unknown,
} from '../facts';
import { Severity } from '../severity';

const GROUP = known(destination({ kind: DestinationKind.LOG_GROUP }));

/** The account of a destination in another account. */
const OTHER = '444455556666';
const OTHER_HOME = { ...HOME, account: OTHER };

const WITHOUT_STATEMENTS: PolicyDocument = { title: 'the empty policy', statements: [] };

/** A policy that denies everything to all principals. */
const DENIAL: PolicyDocument = {
  title: 'the denying policy',
  statements: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
};

function accessTo(change: Partial<DeliveryAccess>): DeliveryAccess {
  return {
    arn: 'arn:aws:s3:::central-logs',
    home: HOME,
    keyPrefix: '',
    policies: [BUCKET_POLICY],
    key: known(undefined),
    ...change,
  };
}

function bucket(change: Partial<DeliveryAccess>): { readonly destination: AwsFlowLog['destination'] } {
  return { destination: known(destination({ access: known(accessTo(change)) })) };
}

function encrypted(change: Partial<EncryptionKey>): RuleCase {
  const key: EncryptionKey = {
    title: 'the key',
    arn: `arn:aws:kms:eu-west-1:${HOME.account}:key/one`,
    isAwsManaged: false,
    isNamedById: known(false),
    policy: known({
      title: 'the key policy',
      statements: [
        {
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
    ...change,
  };
  return aws(bucket({ key: known(key) }));
}

const ASSUME = 'sts:AssumeRole';

function role(title: string, principal: Record<string, string>, target?: string): DeliveryRole {
  return {
    title,
    arn: `arn:aws:iam::${HOME.account}:role/${title}`,
    trust: {
      title: `the trust policy of ${title}`,
      statements: [{ Effect: 'Allow', Principal: principal, Action: ASSUME }],
    },
    permissions:
      target === undefined
        ? []
        : [{ title: 'policy', statements: [{ Effect: 'Allow', Action: ASSUME, Resource: target }] }],
  };
}

const CROSS_ACCOUNT_ARN = `arn:aws:iam::${OTHER}:role/stream`;
const SERVICE = { Service: 'delivery.logs.amazonaws.com' };
const SOURCE = role('source', SERVICE, CROSS_ACCOUNT_ARN);
const TARGET = { ...role('stream', { AWS: SOURCE.arn as string }), arn: CROSS_ACCOUNT_ARN };

/** A flow log that delivers to a stream. */
function toStream(account: string, own?: DeliveryRole, crossAccount?: DeliveryRole): RuleCase {
  const stream: Partial<Destination> = {
    kind: DestinationKind.FIREHOSE,
    account: known(account),
    access: known(
      accessTo({
        arn: `arn:aws:firehose:eu-west-1:${account}:deliverystream/logs`,
        home: { ...HOME, account },
        policies: [],
      }),
    ),
  };
  return aws({
    destinationType: known(DestinationKind.FIREHOSE),
    destination: known(destination(stream)),
    roles: { own: known(own), crossAccount: known(crossAccount) },
  });
}

export const CASES: RuleCases = {
  bad: {
    'a bucket as a destination in CloudWatch Logs': {
      ...aws({ destinationType: known(undefined) }),
      fix: 'set the destination type to s3',
    },
    'CloudWatch Logs without a delivery role': aws({ destinationType: known(undefined), destination: GROUP }),
    'a new flow log to a bucket whose policy lacks the statement': {
      ...aws(bucket({ policies: [WITHOUT_STATEMENTS] })),
      severity: Severity.WARNING,
    },
    'a change that removes the statement of an existing flow log': {
      ...awsChange({}, bucket({ policies: [WITHOUT_STATEMENTS] })),
      severity: Severity.ERROR,
    },
    'a change of a bucket policy that was never complete': {
      ...awsChange(bucket({ policies: [WITHOUT_STATEMENTS] }), bucket({ policies: [WITHOUT_STATEMENTS] })),
      severity: Severity.WARNING,
    },
    'a second flow log with the same local name in another unit': {
      ...awsChange(
        { address: 'dev/FlowLog', unit: { name: 'dev', artifact: 'dev.yaml' } },
        bucket({ policies: [WITHOUT_STATEMENTS] }),
      ),
      severity: Severity.WARNING,
    },
    'a statement that denies everything': {
      ...aws(
        bucket({
          policies: [{ ...DENIAL, statements: [...BUCKET_POLICY.statements, ...DENIAL.statements] }],
        }),
      ),
      severity: Severity.ERROR,
    },
    'a bucket of another account without a policy': {
      ...aws(bucket({ home: OTHER_HOME, policies: [] })),
      severity: Severity.ERROR,
    },
    'a bucket of another account whose policy lacks the statement': {
      ...aws(bucket({ home: OTHER_HOME, policies: [WITHOUT_STATEMENTS] })),
      severity: Severity.ERROR,
    },
    'several policies that deny the delivery': {
      ...aws(bucket({ policies: [DENIAL, { ...DENIAL, title: 'the second policy' }] })),
      severity: Severity.ERROR,
    },
    'the key that AWS manages': encrypted({ isAwsManaged: true }),
    'a key whose policy allows nothing': {
      ...encrypted({ policy: known(WITHOUT_STATEMENTS) }),
      severity: Severity.ERROR,
    },
    'a key by its id': { ...encrypted({ isNamedById: known(true) }), severity: Severity.WARNING },
    'a stream of another account without roles': toStream(OTHER),
    'a stream role that the service cannot assume': toStream(
      OTHER,
      role('source', { Service: 'ec2.amazonaws.com' }, CROSS_ACCOUNT_ARN),
      TARGET,
    ),
    'a stream role that cannot assume the other role': toStream(OTHER, role('source', SERVICE), TARGET),
    'a role of the stream that trusts another role': toStream(OTHER, SOURCE, {
      ...TARGET,
      trust: role('stream', { AWS: `arn:aws:iam::${HOME.account}:role/another` }).trust,
    }),
  },
  good: {
    'a bucket, for which no role is needed': aws({ roles: { own: PARAMETER, crossAccount: PARAMETER } }),
    'a bucket of the account without a policy, which EC2 creates': aws(bucket({ policies: [] })),
    'a bucket of another account whose policy allows the delivery': aws(bucket({ home: OTHER_HOME })),
    'several policies that allow the delivery': aws(
      bucket({ policies: [BUCKET_POLICY, { ...BUCKET_POLICY, title: 'the second policy' }] }),
    ),
    'a key by its ARN': encrypted({}),
    'a stream of the account, for which a service-linked role exists': toStream(HOME.account as string),
    'a stream of another account with both roles': toStream(OTHER, SOURCE, TARGET),
  },
  undecided: {
    'CloudWatch Logs with an unknown delivery role': aws({
      destinationType: known('cloud-watch-logs'),
      destination: GROUP,
      roles: { own: PARAMETER, crossAccount: known(undefined) },
    }),
    'a bucket outside the app': toBucket({ access: PARAMETER }),
    'several policies, of which one denies the delivery': aws(bucket({ policies: [BUCKET_POLICY, DENIAL] })),
    'a policy with an unknown statement': aws(
      bucket({ policies: [{ title: 'the policy', statements: [unknown('it is a parameter')] }] }),
    ),
    'a key with an unknown policy': encrypted({ policy: PARAMETER }),
  },
};
