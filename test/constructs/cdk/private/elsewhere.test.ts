import { App, type Environment, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  RawNotifications,
  VpcFlowLogs,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, newApp, newFlowLogs, newVpc } from '../../../support/cdk-apps';
import { OTHER_ACCOUNT } from '../../../support/policy-requests';
import { thrownBy } from '../../../support/thrown';

const HERE: Environment = { account: ACCOUNT, region: 'eu-west-1' };
const OTHER_REGION: Environment = { account: ACCOUNT, region: 'us-east-1' };
const OTHER: Environment = { account: OTHER_ACCOUNT, region: 'us-east-1' };
const HERE_TEXT = `account ${ACCOUNT}, region eu-west-1`;
const OTHER_TEXT = `account ${OTHER_ACCOUNT}, region us-east-1`;
const OTHER_REGION_TEXT = `account ${ACCOUNT}, region us-east-1`;

/** The stack of the flow logs, and one elsewhere in the app. */
function twoStacks(env: Environment | undefined, context: Record<string, string> = {}) {
  const app = new App({ context });
  return { elsewhere: new Stack(app, 'Elsewhere', { env }), here: new Stack(app, 'Here', { env: HERE }) };
}

/** The stack of the flow logs, and one in another Stage. */
function twoStages(env: Environment | undefined = HERE) {
  const app = newApp();
  const stackIn = (id: string) => new Stack(new Stage(app, id), 'Stack', { env });
  return { elsewhere: stackIn('One'), here: stackIn('Two') };
}

const STAGES = 'is in One, but the flow log is in Two. CDK cannot refer from one Stage to another';

describe('a target', () => {
  const fix =
    'create the VpcFlowLogs where the target is. It can deliver to a lake elsewhere: see CentralFlowLake';
  const text = (target: string, place: string) =>
    `the target ${target} is in ${place}, but the flow log is in ${HERE_TEXT}. AWS records a resource only from its own ` +
    `account and region: ${fix}`;

  test.each([undefined, 'weak'])('of a stack in another account is an error (references: %s)', (strength) => {
    const context: Record<string, string> = strength
      ? { '@aws-cdk/core:defaultCrossStackReferences': strength }
      : {};
    const { elsewhere, here } = twoStacks(OTHER, context);
    const vpc = newVpc(elsewhere);
    expect(() => new VpcFlowLogs(here, 'FlowLogs', { vpc })).toThrow(
      `Here/FlowLogs: ${text('Elsewhere/Vpc/Resource', OTHER_TEXT)}`,
    );
    const target = FlowLogTarget.subnet(vpc.publicSubnets[0] as ec2.ISubnet);
    expect(() => new VpcFlowLogs(here, 'OfSubnet', { target })).toThrow(
      text('Elsewhere/Vpc/PublicSubnet1/Subnet', OTHER_TEXT),
    );
  });

  test('of a resource in another region is an error', () => {
    const { elsewhere, here } = twoStacks(OTHER_REGION);
    const gateway = new ec2.CfnTransitGateway(elsewhere, 'Gateway');
    expect(() => newFlowLogs(here, { target: FlowLogTarget.transitGateway(gateway.ref) })).toThrow(
      text('Elsewhere/Gateway', OTHER_REGION_TEXT),
    );
  });

  test.each<[string, string, (stack: Stack) => ec2.IVpc]>([
    [
      'by its attributes',
      OTHER_REGION_TEXT,
      (stack) =>
        ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
          vpcId: 'vpc-0123456789abcdef0',
          availabilityZones: ['us-east-1a'],
          region: 'us-east-1',
        }),
    ],
  ])('that is imported %s of another place is an error', (_, place, vpc) => {
    const { here } = twoStacks(HERE);
    expect(() => new VpcFlowLogs(here, 'FlowLogs', { vpc: vpc(here) })).toThrow(text('Here/Vpc', place));
  });

  test.each<[string, Partial<ec2.VpcLookupOptions>]>([
    [OTHER_REGION_TEXT, { region: 'us-east-1' }],
    [`account ${OTHER_ACCOUNT}, region eu-west-1`, { ownerAccountId: OTHER_ACCOUNT }],
  ])('that a lookup finds in %s is an error', (place, options) => {
    const lookup = (context: Record<string, unknown>) => {
      const stack = new Stack(new App({ context }), 'Here', { env: HERE });
      const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcName: 'shared', ...options });
      return { stack, vpc };
    };
    const { stack: first } = lookup({});
    const [missing] = (first.node.root as App).synth().manifest.missing ?? [];
    const found = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: [], subnetGroups: [], ...options };
    const { stack: here, vpc } = lookup({ [missing?.key ?? '']: found });
    expect(vpc.vpcId).toBe(found.vpcId);
    expect(() => new VpcFlowLogs(here, 'FlowLogs', { vpc })).toThrow(text('Here/Vpc', place));
  });

  test('of another Stage is an error', () => {
    const { elsewhere, here } = twoStages();
    expect(() => new VpcFlowLogs(here, 'FlowLogs', { vpc: newVpc(elsewhere) })).toThrow(
      `the target One/Stack/Vpc/Resource ${STAGES}: ${fix}`,
    );
  });

  test('of a stack for any environment is valid', () => {
    const app = newApp();
    const vpc = newVpc(new Stack(app, 'Network'));
    new VpcFlowLogs(new Stack(app, 'Logs'), 'FlowLogs', { vpc });
    expect(app.synth().stacks).toHaveLength(2);
  });
});

const CENTRAL = "new CentralFlowLake(this, 'Lake', { rawBucketName })";
const BY_NAME = `set rawBucketName of the lake, or name the bucket in ${CENTRAL}`;
const TO_CENTRAL = `set rawBucketName and senders of the lake, and deliver to ${CENTRAL}`;
const THROUGH_S3 =
  'set rawBucketName and senders of the lake, and deliver through S3 with FlowLogDestination.toLake to ' +
  `${CENTRAL}. Delivery streams need a lake of their own account and Stage`;
const SET_NAME = 'set rawBucketName of the lake';

/** Destinations, with the fixes for a lake in another account, region and Stage. */
const VIA: [
  string,
  (lake: FlowLake) => FlowLogDestination,
  Record<'account' | 'region' | 'stage', string>,
][] = [
  ['S3', (lake) => FlowLogDestination.toLake(lake), { account: BY_NAME, region: BY_NAME, stage: TO_CENTRAL }],
  [
    'a stream',
    (lake) => FlowLogDestination.toLakeThroughFirehose(lake),
    { account: THROUGH_S3, region: SET_NAME, stage: THROUGH_S3 },
  ],
  [
    'a log group',
    (lake) => FlowLogDestination.toCloudWatchLogs({ lake }),
    { account: THROUGH_S3, region: SET_NAME, stage: THROUGH_S3 },
  ],
];

describe.each(VIA)('a lake through %s', (_, destination, fixes) => {
  test.each<[string, Environment | undefined, string, string]>([
    ['region', OTHER_REGION, OTHER_REGION_TEXT, fixes.region],
    ['account', OTHER, OTHER_TEXT, fixes.account],
    [
      'environment, which is unknown',
      undefined,
      'the account of the deployment, the region of the deployment',
      fixes.region,
    ],
  ])('of another %s without a name is an error', (_kind, env, place, fix) => {
    const { elsewhere, here } = twoStacks(env);
    const lake = new FlowLake(elsewhere, 'Lake');
    expect(thrownBy(() => newFlowLogs(here, { destination: destination(lake) }))).toBe(
      `Here/FlowLogs: lake Elsewhere/Lake is in ${place}, the flow log is in ${HERE_TEXT}, and its raw bucket has no ` +
        `name that CDK knows: ${fix}`,
    );
  });

  test('of another Stage is an error, with a name, too', () => {
    const { elsewhere, here } = twoStages();
    const lake = new FlowLake(elsewhere, 'Lake', { rawBucketName: 'central-raw' });
    expect(thrownBy(() => newFlowLogs(here, { destination: destination(lake) }))).toBe(
      `Two/Stack/FlowLogs: lake One/Stack/Lake ${STAGES}: ${fixes.stage}`,
    );
  });

  test('of another region with a name, or with references across regions, is valid', () => {
    for (const crossRegionReferences of [false, true]) {
      const app = newApp();
      const central = new Stack(app, 'Central', { env: OTHER_REGION, crossRegionReferences });
      const lake = new FlowLake(
        central,
        'Lake',
        crossRegionReferences ? {} : { rawBucketName: 'central-raw' },
      );
      const here = new Stack(app, 'Here', { env: HERE, crossRegionReferences });
      newFlowLogs(here, { destination: destination(lake) });
      expect(app.synth().getStackByName('Here').template.Resources).toBeDefined();
    }
  });
});

describe('a bucket', () => {
  test('of another account without a name is an error', () => {
    const { elsewhere, here } = twoStacks(OTHER);
    const destination = FlowLogDestination.toS3(new s3.Bucket(elsewhere, 'Own'));
    expect(() => newFlowLogs(here, { destination })).toThrow(
      `Here/FlowLogs: bucket Elsewhere/Own is in ${OTHER_TEXT}, the flow log is in ${HERE_TEXT}, and CDK does not know ` +
        'its name: set its bucketName',
    );
  });

  test('of another Stage is an error', () => {
    const { elsewhere, here } = twoStages();
    const destination = FlowLogDestination.toS3(new s3.Bucket(elsewhere, 'Own'));
    expect(() => newFlowLogs(here, { destination })).toThrow(
      `bucket One/Stack/Own ${STAGES}: set bucketName, and use Bucket.fromBucketName`,
    );
  });

  test('of another region for the tables of a lake is an error', () => {
    const { here } = twoStacks(HERE);
    const attributes = { bucketName: 'tables', region: 'us-east-1', account: ACCOUNT };
    const tableBucket = s3.Bucket.fromBucketAttributes(here, 'Tables', attributes);
    expect(() => new FlowLake(here, 'Lake', { tableBucket })).toThrow(
      `Here/Lake: tableBucket is Here/Tables in ${OTHER_REGION_TEXT}, the lake is in ${HERE_TEXT}: use a bucket of the ` +
        'region of the lake. The normalizer writes to its own region only',
    );
  });
});

describe('a key', () => {
  const uses: [string, (scope: Stack, encryptionKey: kms.IKey) => unknown][] = [
    ['a lake', (scope, encryptionKey) => new FlowLake(scope, 'Lake', { encryptionKey })],
    [
      'a log group',
      (scope, encryptionKey) =>
        newFlowLogs(scope, { destination: FlowLogDestination.toCloudWatchLogs({ encryptionKey }) }),
    ],
  ];

  test.each(uses)('of another region is an error for %s', (_, use) => {
    const { here } = twoStacks(HERE);
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    expect(() => use(here, kms.Key.fromKeyArn(here, 'Key', arn))).toThrow(
      `encryptionKey is Here/Key in ${OTHER_REGION_TEXT}, the resources that it encrypts are in ${HERE_TEXT}: use a key ` +
        'of their region, or the replica of a multi-Region key in their region. AWS services encrypt with keys of their ' +
        'own region only',
    );
  });

  test('of another region is an error for a bucket of the app', () => {
    const { here } = twoStacks(HERE);
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const bucket = new s3.Bucket(here, 'Bucket', { encryptionKey: kms.Key.fromKeyArn(here, 'Key', arn) });
    expect(() => newFlowLogs(here, { destination: FlowLogDestination.toS3(bucket) })).toThrow(
      `the key of bucket Here/Bucket is Here/Key in ${OTHER_REGION_TEXT}, the resources that it encrypts are in ` +
        `${HERE_TEXT}: use a key of their region`,
    );
  });

  test.each(uses)('of a stack in another account is an error for %s', (_, use) => {
    const { elsewhere, here } = twoStacks({ account: OTHER_ACCOUNT, region: 'eu-west-1' });
    expect(() => use(here, new kms.Key(elsewhere, 'Key'))).toThrow(
      `encryptionKey is Elsewhere/Key in account ${OTHER_ACCOUNT}, region eu-west-1, the resources that it encrypts are ` +
        `in ${HERE_TEXT}: pass it as kms.Key.fromKeyArn(...), because CDK cannot refer to a key that is created there, ` +
        'and add the printed statements to its policy',
    );
  });

  test.each(uses)('of another Stage is an error for %s', (_, use) => {
    const { elsewhere, here } = twoStages();
    expect(() => use(here, new kms.Key(elsewhere, 'Key'))).toThrow(
      `in ${HERE_TEXT}, in another Stage: pass it as kms.Key.fromKeyArn(...)`,
    );
  });

  test.each(uses)('of another account by its ARN is valid for %s', (_, use) => {
    const { here } = twoStacks(HERE);
    const arn = `arn:aws:kms:eu-west-1:${OTHER_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    expect(() => use(here, kms.Key.fromKeyArn(here, 'Key', arn))).not.toThrow();
  });
});

describe('a role', () => {
  const use = (here: Stack, elsewhere: Stack) => () => {
    const role = new iam.Role(elsewhere, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    });
    newFlowLogs(here, { destination: FlowLogDestination.toCloudWatchLogs({ role }) });
  };

  test('of another region without a name is an error', () => {
    const { elsewhere, here } = twoStacks(OTHER_REGION);
    expect(use(here, elsewhere)).toThrow(
      `role Elsewhere/Role is in ${OTHER_REGION_TEXT}, the flow log is in ${HERE_TEXT}, and CDK does not know its name: ` +
        'set its roleName',
    );
  });

  test('of another Stage is an error', () => {
    const { elsewhere, here } = twoStages();
    expect(use(here, elsewhere)).toThrow(
      `role One/Stack/Role ${STAGES}: set roleName, and use Role.fromRoleName`,
    );
  });
});

test('a log group of another Stage is an error', () => {
  const { elsewhere, here } = twoStages();
  const logGroup = new logs.LogGroup(elsewhere, 'Own');
  expect(() => newFlowLogs(here, { destination: FlowLogDestination.toCloudWatchLogs({ logGroup }) })).toThrow(
    `log group One/Stack/Own ${STAGES}: use LogGroup.fromLogGroupName in the Stage of the flow log`,
  );
});

describe('a delivery stream', () => {
  test('of another region is an error', () => {
    const { here } = twoStacks(HERE);
    const arn = `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/central`;
    const destination = FlowLogDestination.toFirehose(
      firehose.DeliveryStream.fromDeliveryStreamArn(here, 'Stream', arn),
    );
    expect(() => newFlowLogs(here, { destination })).toThrow(
      'Here/FlowLogs: delivery stream central is in region us-east-1: use a delivery stream of the region of the flow log',
    );
  });

  test('of another Stage is an error', () => {
    const { elsewhere, here } = twoStages();
    const stream = new firehose.DeliveryStream(elsewhere, 'Own', {
      destination: new firehose.S3Bucket(new s3.Bucket(elsewhere, 'Bucket')),
    });
    expect(() => newFlowLogs(here, { destination: FlowLogDestination.toFirehose(stream) })).toThrow(
      `delivery stream One/Stack/Own ${STAGES}: use DeliveryStream.fromDeliveryStreamArn in the Stage of the flow log`,
    );
  });
});

describe('a resource of the props of a lake', () => {
  const ACCOUNT_OTHER: Environment = { account: OTHER_ACCOUNT, region: 'eu-west-1' };
  type Named = { readonly physicalName?: string };
  type Use = (scope: Stack, elsewhere: Stack, named?: Named) => FlowLake;
  const topicIn = (stack: Stack, { physicalName: topicName }: Named) =>
    new sns.Topic(stack, 'Own', { topicName });
  const tableBucket: Use = (scope, elsewhere, { physicalName: bucketName } = {}) =>
    new FlowLake(scope, 'Lake', { tableBucket: new s3.Bucket(elsewhere, 'Own', { bucketName }) });
  const alarmTopic: Use = (scope, elsewhere, named = {}) =>
    new FlowLake(scope, 'Lake', { alarmTopic: topicIn(elsewhere, named) });
  const rawTopic: Use = (scope, elsewhere, named = {}) =>
    new FlowLake(scope, 'Lake', {
      rawNotifications: RawNotifications.throughTopic(topicIn(elsewhere, named)),
    });

  test.each<[string, string, string, Use]>([
    ['tableBucket', 'the lake is', 'bucketName', tableBucket],
    ['alarmTopic', 'the alarms are', 'topicName', alarmTopic],
  ])('of another account without a name is an error: %s', (prop, user, nameProp, use) => {
    const { elsewhere, here } = twoStacks(ACCOUNT_OTHER);
    expect(() => use(here, elsewhere)).toThrow(
      `Here/Lake: ${prop} Elsewhere/Own is in account ${OTHER_ACCOUNT}, region eu-west-1, ${user} in ${HERE_TEXT}, and ` +
        `CDK does not know its name: set its ${nameProp}`,
    );
  });

  test.each<[string, Use]>([
    ['tableBucket', tableBucket],
    ['alarmTopic', alarmTopic],
  ])('of another account with a name is valid: %s', (_, use) => {
    const { elsewhere, here } = twoStacks(ACCOUNT_OTHER);
    expect(() => use(here, elsewhere, { physicalName: 'example-name' })).not.toThrow();
    expect(() => (here.node.root as App).synth()).not.toThrow();
  });

  test.each<[string, string, string, Use]>([
    ['tableBucket', 'the lake is', 'bucketName, and use Bucket.fromBucketName', tableBucket],
    ['alarmTopic', 'the alarms are', 'topicName, and use Topic.fromTopicArn', alarmTopic],
    ['the topic of rawNotifications', 'the lake is', 'topicName, and use Topic.fromTopicArn', rawTopic],
  ])('of another Stage is an error: %s', (prop, user, fix, use) => {
    const { elsewhere, here } = twoStages();
    expect(() => use(here, elsewhere)).toThrow(
      `Two/Stack/Lake: ${prop} One/Stack/Own is in One, but ${user} in Two. CDK cannot refer from one Stage to another: ` +
        `set ${fix}`,
    );
  });
});
