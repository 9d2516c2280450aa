import { Duration, RemovalPolicy, Size, Stack, Token } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { Normalizer } from './private/normalizer';
import { throwProblems } from './private/problems';
import { Tables } from './private/tables';

const RESULT_DIRECTORY = 'athena-results';
const RESULT_RETENTION = Duration.days(30);
const UPLOAD_RETENTION = Duration.days(7);

/** Props of `FlowLake`. */
export interface FlowLakeProps {
  /**
   * How long raw objects are kept, in whole days. They are needed only to normalize them again.
   *
   * @default Duration.days(90)
   */
  readonly rawRetention?: Duration;

  /**
   * How long the tables are kept, in whole days.
   *
   * @default Duration.days(400)
   */
  readonly tableRetention?: Duration;

  /**
   * Key that encrypts raw objects, tables and query results. Its policy will let log delivery use it.
   *
   * @default - S3-managed encryption
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Bucket for the tables and query results. Its lifecycle stays yours: nothing in it expires by this construct.
   *
   * @default - a new bucket
   */
  readonly tableBucket?: s3.IBucket;

  /**
   * Folder of the tables in their bucket, without slashes around it.
   *
   * @default - none
   */
  readonly tablePrefix?: string;

  /**
   * Most data that one Athena query of the lake's workgroup may scan. At least 10 MB.
   *
   * @default Size.gibibytes(100)
   */
  readonly scanLimit?: Size;

  /**
   * How long the log of the normalizer is kept.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Topic that is told when raw objects could not be normalized.
   *
   * @default - the alarm is only shown
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * What becomes of buckets and logs when the lake is removed from the app.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The shared, deployed thing: raw flow logs are kept here, become rows of one table, and can be queried. One lake
 * serves all flow logs of an account and region.
 *
 * @throws Error with every problem of the props
 */
export class FlowLake extends Construct {
  /** The lake of a scope's stack: it is made at the first call, and the same afterwards. */
  static ofStack(scope: Construct): FlowLake {
    const stack = Stack.of(scope);
    const found = stack.node.tryFindChild('FlowLake');
    if (found === undefined) return new FlowLake(stack, 'FlowLake');
    if (found instanceof FlowLake) return found;
    throw new Error(
      `${found.node.path} is not a FlowLake: give that construct another id, or name the destination of the flow log`,
    );
  }

  /** Where flow logs are delivered. */
  readonly rawBucket: s3.Bucket;

  /** Where the tables and query results lie. */
  readonly tableBucket: s3.IBucket;

  /** Glue database with the tables `flows` and `rejects`. */
  readonly databaseName: string;

  /** Athena workgroup for questions to the lake. */
  readonly workgroupName: string;

  /** The function that turns raw objects into rows. */
  readonly normalizer: lambda.IFunction;

  /** The queue that feeds the normalizer. */
  readonly queue: sqs.IQueue;

  /** Where messages of raw objects end that could not be normalized. */
  readonly deadLetterQueue: sqs.IQueue;

  /** Rings when a raw object could not be normalized. */
  readonly deadLetterAlarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: FlowLakeProps = {}) {
    super(scope, id);
    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN } = props;
    const rawRetention = props.rawRetention ?? Duration.days(90);
    const tableRetention = props.tableRetention ?? Duration.days(400);
    const scanLimit = props.scanLimit ?? Size.gibibytes(100);
    const tablePrefix = props.tablePrefix === undefined ? '' : `${props.tablePrefix}/`;
    throwProblems(this, [
      ...retentionProblems('rawRetention', rawRetention),
      ...retentionProblems('tableRetention', tableRetention),
      ...prefixProblems(props.tablePrefix),
      ...scanLimitProblems(scanLimit),
    ]);

    this.rawBucket = new s3.Bucket(this, 'Raw', {
      ...hardened(encryptionKey, removalPolicy),
      lifecycleRules: [{ expiration: rawRetention, abortIncompleteMultipartUploadAfter: UPLOAD_RETENTION }],
    });
    this.tableBucket =
      props.tableBucket ??
      new s3.Bucket(this, 'Table', {
        ...hardened(encryptionKey, removalPolicy),
        lifecycleRules: [
          ...Object.values(TABLE_DIRECTORIES).map((table) => ({
            prefix: `${tablePrefix}${table}/`,
            expiration: tableRetention,
          })),
          { prefix: `${tablePrefix}${RESULT_DIRECTORY}/`, expiration: RESULT_RETENTION },
          { abortIncompleteMultipartUploadAfter: UPLOAD_RETENTION },
        ],
      });

    const normalizer = new Normalizer(this, 'Normalizer', {
      rawBucket: this.rawBucket,
      tableBucket: this.tableBucket,
      tablePrefix,
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      removalPolicy,
      alarmTopic: props.alarmTopic,
    });
    this.normalizer = normalizer.function;
    this.queue = normalizer.queue;
    this.deadLetterQueue = normalizer.deadLetterQueue;
    this.deadLetterAlarm = normalizer.deadLetterAlarm;

    const tables = new Tables(this, 'Tables', {
      bucket: this.tableBucket,
      prefix: tablePrefix,
      resultPrefix: `${tablePrefix}${RESULT_DIRECTORY}/`,
      scanLimit,
    });
    this.databaseName = tables.databaseName;
    this.workgroupName = tables.workgroupName;
  }
}

/** Encrypted, closed to the public, reached over TLS only; said in full, so that no feature flag matters. */
function hardened(encryptionKey: kms.IKey | undefined, removalPolicy: RemovalPolicy): s3.BucketProps {
  return {
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
  };
}

function retentionProblems(name: string, retention: Duration): string[] {
  if (retention.isUnresolved()) return [];
  const days = retention.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1 ? [] : [`${name} is ${days} days: give whole days, 1 or more`];
}

function prefixProblems(prefix: string | undefined): string[] {
  if (
    prefix === undefined ||
    Token.isUnresolved(prefix) ||
    /^[A-Za-z0-9_.=-]+(\/[A-Za-z0-9_.=-]+)*$/.test(prefix)
  )
    return [];
  return [`tablePrefix is ${JSON.stringify(prefix)}: give folder names with single slashes between them`];
}

/** Source: Amazon Athena API Reference, "WorkGroupConfiguration". */
function scanLimitProblems(limit: Size): string[] {
  const least = 10_000_000;
  if (limit.isUnresolved() || limit.toBytes() >= least) return [];
  return [`scanLimit is ${limit.toBytes()} bytes: Athena takes ${least} or more`];
}
