import { Duration, Lazy, type RemovalPolicy, Size } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BUNDLE_DIRECTORY } from '../../../aws/normalizer/bundle-directory';
import { DEFAULT_MAX_CONCURRENCY } from '../../../aws/normalizer/function-settings';
import { ENVIRONMENT } from '../../../aws/normalizer/settings';
import { TablePartitions } from '../../../aws/table-partitions';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import type { NormalizerOptions } from '../normalizer-options';
import type { RawNotifications } from '../raw-notifications';
import { type AnnouncementRoute, announceRawObjects } from './announce-raw-objects';
import { emptierOf } from './bucket-order';
import type { EnrichmentFiles } from './enrichment-files';
import { allowLogGroupKey } from './log-group-key';
import { addAlarm, NormalizerAlarms } from './normalizer-alarms';
import { connectToVpc } from './normalizer-network';
import { rawQueues } from './raw-queues';

/** The largest object gets 4 minutes, `DEFAULT_MAX_OBJECT_SECONDS`; ADR 24 has the measurements. */
const TIMEOUT = Duration.minutes(5);
const MEMORY_MEGABYTES = 1024;

/** Room for a million networks, the largest database, and new versions of both beside the old ones. ADR 45 lists their limits. */
const ENRICHMENT_MEMORY_MEGABYTES = 2048;

/** A message of its own for each invocation: an object cannot delay others, or have them received more often. */
const BATCH_SIZE = 1;

export interface NormalizerProps {
  readonly rawBucket: s3.IBucket;
  readonly tableBucket: s3.IBucket;
  /** Folder of the tables in the bucket: empty, or with a slash at the end. */
  readonly tablePrefix: string;
  readonly encryptionKey?: kms.IKey;
  /** Format strings of records without a header line, by format id. Flow logs add to it until synthesis. */
  readonly recordFormats: ReadonlyMap<string, string>;
  readonly logRetention: logs.RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly maxConcurrency?: number;
  readonly compatibleFiles?: boolean;
  readonly options?: NormalizerOptions;
  readonly alarmTopic?: sns.ITopic;
  readonly enrichment?: EnrichmentFiles;
  readonly partitions?: TablePartitions;
  /** @default - S3 sends to the queue */
  readonly rawNotifications?: RawNotifications;
}

/** The function that turns raw objects into rows, with its notification, queue, dead-letter queue and alarms. */
export class Normalizer extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetterQueue: sqs.Queue;
  readonly deadLetterAlarm: cloudwatch.Alarm;
  readonly alarms: NormalizerAlarms;
  readonly function: lambda.Function;
  readonly logGroup: logs.LogGroup;
  /** The topic or rule between raw bucket and queue. */
  readonly route: AnnouncementRoute;

  constructor(scope: Construct, id: string, props: NormalizerProps) {
    super(scope, id);
    const { encryptionKey, alarmTopic: topic } = props;
    const { queue, deadLetters } = rawQueues(this, { functionTimeout: TIMEOUT, encryptionKey });
    this.queue = queue;
    this.deadLetterQueue = deadLetters;
    this.deadLetterAlarm = addAlarm(this, 'DeadLetterAlarm', topic, {
      alarmDescription:
        'Raw flow log objects could not be normalized. The log of the function contains the reason. Redrive the queue after the fix.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: 1,
    });
    if (props.encryptionKey) allowLogGroupKey(this, props.encryptionKey);
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey: props.encryptionKey,
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    this.function = this.normalizerFunction(props);
    this.alarms = new NormalizerAlarms(this, 'Alarms', { function: this.function, queue, topic });
    this.route = announceRawObjects(this, {
      bucket: props.rawBucket,
      queues: { queue, deadLetters },
      notifications: props.rawNotifications,
      encryptionKey,
      alarmTopic: topic,
    });
  }

  private normalizerFunction(props: NormalizerProps): lambda.Function {
    const { logGroup } = this;
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Reads raw flow logs and writes the tables',
    });
    logGroup.grantWrite(role);
    grantTables(role, props);
    role.node.addDependency(emptierOf(props.tableBucket, this));
    props.enrichment?.grantRead(role);
    const { options = {} } = props;
    connectToVpc(this, role, options, servicesOf(props));
    const normalizer = new lambda.Function(this, 'Function', {
      description: 'Turns raw flow logs into the tables flows and rejects',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(BUNDLE_DIRECTORY),
      memorySize:
        options.memory?.toMebibytes() ?? (props.enrichment ? ENRICHMENT_MEMORY_MEGABYTES : MEMORY_MEGABYTES),
      reservedConcurrentExecutions: options.reservedConcurrency,
      vpc: options.vpc,
      vpcSubnets: options.vpcSubnets,
      securityGroups: options.securityGroups,
      // Parquet objects are read from a local copy: room for the largest object and its output
      ephemeralStorageSize: Size.gibibytes(4),
      timeout: TIMEOUT,
      role,
      logGroup,
      environment: {
        [ENVIRONMENT.tableBucket]: props.tableBucket.bucketName,
        [ENVIRONMENT.tablePrefix]: props.tablePrefix,
        [ENVIRONMENT.queueUrl]: this.queue.queueUrl,
        [ENVIRONMENT.logFormats]: formatsVariable(props.recordFormats),
        ...props.enrichment?.environment,
        ...(props.compatibleFiles ? { [ENVIRONMENT.compatibleFiles]: 'true' } : {}),
      },
    });
    this.node.addValidation({ validate: () => formatsProblems(props) });
    const { maxConcurrency = DEFAULT_MAX_CONCURRENCY } = props;
    normalizer.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH_SIZE,
        maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    return normalizer;
  }
}

/** The services that the function needs a VPC endpoint for, in subnets without a route to the internet. */
function servicesOf({ partitions = TablePartitions.PROJECTED }: NormalizerProps): string[] {
  return ['s3', 'sqs', ...(partitions === TablePartitions.PROJECTED ? [] : ['glue'])];
}

/** Evaluated at synthesis, because flow logs can be added after the function. */
function formatsVariable(formats: ReadonlyMap<string, string>): string {
  return Lazy.uncachedString({ produce: () => JSON.stringify(Object.fromEntries([...formats].sort())) });
}

/** Size limit of a function's environment. Source: AWS Lambda Developer Guide, "Lambda quotas". */
const MAX_ENVIRONMENT_BYTES = 4096;

/** Reserved for the other variables and the names of all. */
const OTHER_VARIABLES_BYTES = 768;

function formatsProblems({ recordFormats: formats, enrichment }: NormalizerProps): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(formats)));
  const most = MAX_ENVIRONMENT_BYTES - OTHER_VARIABLES_BYTES - (enrichment?.environmentBytes ?? 0);
  if (bytes <= most) return [];
  return [
    `the ${formats.size} formats of delivery streams to this lake have ${bytes} bytes, but the environment of the ` +
      `normalizer holds at most ${most}: use fewer or shorter formats, or another lake`,
  ];
}

/** Grants reading raw objects and writing table files, without deleting. */
function grantTables(role: iam.Role, { rawBucket, tableBucket, tablePrefix }: NormalizerProps): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [rawBucket.arnForObjects('*')],
    }),
  );
  // without it, S3 responds that access is denied if an object was deleted (Amazon S3 API Reference, "GetObject")
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [rawBucket.bucketArn] }));
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['s3:PutObject'],
      resources: Object.values(TABLE_DIRECTORIES).map((table) =>
        tableBucket.arnForObjects(`${tablePrefix}${table}/*`),
      ),
    }),
  );
  rawBucket.encryptionKey?.grantDecrypt(role);
  // sufficient for single-part uploads (Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys")
  tableBucket.encryptionKey?.grant(role, 'kms:GenerateDataKey');
}
