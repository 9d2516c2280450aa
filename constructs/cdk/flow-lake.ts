import { Annotations, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import { type RawSchema, rawFolder } from '../../aws/raw-folder';
import { throwProblems } from '../throw-problems';
import type { FlowLakeProps } from './flow-lake-props';
import type { IFlowLake } from './i-flow-lake';
import { isInOtherAccount } from './private/elsewhere';
import { keptBy, rawBucket, tableBucket } from './private/lake-buckets';
import { lakeProblems, lakeWarnings } from './private/lake-problems';
import { LakeSenders } from './private/lake-senders';
import { allowLogDelivery, sendersOf } from './private/log-delivery';
import { Normalizer } from './private/normalizer';
import { streamAccountProblem } from './private/problems';
import { Tables } from './private/tables';

/**
 * The shared, deployed thing: raw flow logs are kept here, become rows of one table, and can be queried. One lake
 * serves all flow logs of an account and region, or of several.
 *
 * @throws Error with every problem of the props
 */
export class FlowLake extends Construct implements IFlowLake {
  /** The lake of a scope's stack: it is made at the first call, by its props, and the same afterwards. */
  static ofStack(scope: Construct, props: FlowLakeProps = {}): FlowLake {
    const stack = Stack.of(scope);
    const found = stack.node.tryFindChild('FlowLake');
    if (found === undefined) return new FlowLake(stack, 'FlowLake', props);
    if (found instanceof FlowLake) return found;
    throw new Error(
      `${found.node.path} is not a FlowLake: give that construct another id, or name the destination of the flow log`,
    );
  }

  /** Where flow logs are delivered. */
  readonly rawBucket: s3.Bucket;

  /** Where the tables and query results lie. */
  readonly tableBucket: s3.IBucket;

  /** Glue database with the tables `flows` and `rejects`, the raw tables and the views. */
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

  private readonly senders: LakeSenders;
  private readonly tables: Tables;
  private readonly recordFormats = new Map<string, string>();

  constructor(scope: Construct, id: string, props: FlowLakeProps = {}) {
    super(scope, id);
    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN } = props;
    const { rawRetention, tableRetention } = keptBy(props);
    const { scanLimit = Size.gibibytes(100), questionWindow = Duration.days(7) } = props;
    throwProblems(this, lakeProblems(props));
    for (const warning of lakeWarnings(props)) {
      Annotations.of(this).addWarningV2('cloud-flow-logs:lifecycle', warning);
    }
    const tablePrefix = props.tablePrefix === undefined ? '' : `${props.tablePrefix}/`;

    this.rawBucket = rawBucket(this, { ...props, rawRetention, removalPolicy });
    this.tableBucket =
      props.tableBucket ?? tableBucket(this, { ...props, tableRetention, tablePrefix, removalPolicy });
    this.senders = new LakeSenders(this, this.rawBucket, props.senders, props.rawBucketName);

    const normalizer = new Normalizer(this, 'Normalizer', {
      rawBucket: this.rawBucket,
      tableBucket: this.tableBucket,
      tablePrefix,
      encryptionKey,
      recordFormats: this.recordFormats,
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      removalPolicy,
      alarmTopic: props.alarmTopic,
    });
    this.normalizer = normalizer.function;
    this.queue = normalizer.queue;
    this.deadLetterQueue = normalizer.deadLetterQueue;
    this.deadLetterAlarm = normalizer.deadLetterAlarm;

    this.tables = new Tables(this, 'Tables', {
      bucket: this.tableBucket,
      prefix: tablePrefix,
      rawBucket: this.rawBucket,
      rawRetention,
      senders: this.senders,
      scanLimit,
      questionWindow,
    });
    this.databaseName = this.tables.databaseName;
    this.workgroupName = this.tables.workgroupName;
    // what other accounts send can have any field
    if (props.senders) this.tables.addAllQuestions();
  }

  acceptObjects(scope: Construct, schema: RawSchema): string[] {
    if (!this.senders.include(scope)) {
      const folder = { prefix: rawFolder(schema), layouts: [schema.partitions] };
      allowLogDelivery(scope, this.rawBucket, sendersOf(scope), folder);
    }
    this.tables.addRawTable(schema);
    this.accept(scope, schema.format);
    return [];
  }

  acceptRecords(scope: Construct, format: LogFormat): string[] {
    if (isInOtherAccount(scope, Stack.of(this))) return [streamAccountProblem(this, scope)];
    this.recordFormats.set(format.id, format.toString());
    this.accept(scope, format);
    return [];
  }

  private accept(scope: Construct, format: LogFormat): void {
    this.senders.add(scope);
    this.tables.addQuestions(scope, format);
  }
}
