import { Duration, Size, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../aws/format';
import { type RawSchema, rawFolder } from '../../aws/raw-folder';
import { TablePartitions } from '../../aws/table-partitions';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import { throwProblems } from '../throw-problems';
import type { FlowLakeProps } from './flow-lake-props';
import type { IFlowLake } from './i-flow-lake';
import { allowLogDelivery } from './private/allow-log-delivery';
import { checkLakeProps } from './private/check-lake-props';
import { DATA_REMOVAL } from './private/data-removal';
import { enrichmentAlarm } from './private/enrichment-alarm';
import { EnrichmentFiles } from './private/enrichment-files';
import { sendersOf } from './private/flow-log-home';
import { grantReadRaw } from './private/grant-read-raw';
import { rawBucket, tableBucket } from './private/lake-buckets';
import { changedProps, otherConstruct } from './private/lake-props-change';
import { LakeRetention } from './private/lake-retention';
import { LakeSenders } from './private/lake-senders';
import { LakeStreams } from './private/lake-streams';
import { Normalizer } from './private/normalizer';
import { registerPartitions } from './private/register-partitions';
import { firstTableDay } from './private/table-range';
import { Tables } from './private/tables';

/**
 * A data lake for flow logs: a bucket for the raw logs, the normalizer that turns them into rows of one table, and an
 * Athena workgroup with saved questions.
 *
 * One lake serves all flow logs of an account and region. With `senders` it serves several accounts and regions.
 *
 * @throws Error with every problem of the props
 *
 * @example
 * const lake = new FlowLake(this, 'Lake', { rawRetention: Duration.days(365) });
 * new VpcFlowLogs(this, 'FlowLogs', { vpc, destination: FlowLogDestination.toLake(lake) });
 */
export class FlowLake extends Construct implements IFlowLake {
  /**
   * Returns the lake of the scope's stack. The first call creates it with the props. Later calls return the same lake:
   * they can omit props, and a `standard` extends the default retention, but other values are errors.
   *
   * @throws Error if the lake exists with other props, or the stack has another construct with the id `FlowLake`
   *
   * @example
   * const lake = FlowLake.ofStack(this);
   * new CfnOutput(this, 'Database', { value: lake.databaseName });
   */
  static ofStack(scope: Construct, props: FlowLakeProps = {}): FlowLake {
    const stack = Stack.of(scope);
    const found = stack.node.tryFindChild('FlowLake') ?? new FlowLake(stack, 'FlowLake', props);
    if (!(found instanceof FlowLake)) throw otherConstruct(found);
    const { standard, ...settings } = props;
    throwProblems(found, [
      ...changedProps(found.props, settings),
      ...(standard ? found.retention.extendTo(standard) : []),
    ]);
    return found;
  }

  /** Bucket that receives the raw flow logs. */
  readonly rawBucket: s3.IBucket;

  /** Bucket of the tables and query results. */
  readonly tableBucket: s3.IBucket;

  /** Key of the prop `encryptionKey`. */
  readonly encryptionKey?: kms.IKey;

  /** Name of the Glue database with the tables `flows` and `rejects`, the raw tables and the views. */
  readonly databaseName: string;

  /** Name of the Athena workgroup for queries of the lake. */
  readonly workgroupName: string;

  /** Function that turns raw objects into rows. */
  readonly normalizer: lambda.IFunction;

  /** Queue that invokes the normalizer. */
  readonly queue: sqs.IQueue;

  /** Queue of the messages whose raw objects could not be normalized. */
  readonly deadLetterQueue: sqs.IQueue;

  /** Alarm on the dead letter queue: it fires when a raw object could not be normalized. */
  readonly deadLetterAlarm: cloudwatch.Alarm;

  /** Alarm on the queue: it fires when a raw object waits for more than an hour. */
  readonly queueAgeAlarm: cloudwatch.Alarm;

  /** Alarm on the normalizer: it fires when an invocation ends with an error. */
  readonly errorAlarm: cloudwatch.Alarm;

  /** Alarm on the normalizer: it fires when Lambda throttles it for 15 minutes. */
  readonly throttleAlarm: cloudwatch.Alarm;

  /** Alarm on the table `rejects`: it fires when more than 0.1 % of the records of 15 minutes could not be read. */
  readonly rejectAlarm: cloudwatch.Alarm;

  /** Alarm on the counts of the normalizer: it fires when a record became neither a row nor a reject. */
  readonly lostRecordsAlarm: cloudwatch.Alarm;

  /** Log group of the normalizer. It has a line for each listed address of an object. */
  readonly normalizerLogGroup: logs.ILogGroup;

  /** Prefix of the threat lists and databases, with a slash at the end; undefined without `enrichment`. */
  readonly enrichmentPrefix?: string;

  /** Alarm on the threat lists: it fires when a list or database cannot be loaded. Undefined without `enrichment`. */
  readonly enrichmentAlarm?: cloudwatch.Alarm;

  /** Topic with the events of new raw objects; only with `RawNotifications.throughTopic`. */
  readonly rawTopic?: sns.ITopic;

  /** Alarm on the topic or rule of `rawNotifications`: it fires when an event could reach neither queue. */
  readonly lostEventsAlarm?: cloudwatch.Alarm;

  private readonly retention: LakeRetention;
  private readonly enrichment?: EnrichmentFiles;
  private readonly senders: LakeSenders;
  private readonly tables: Tables;
  private readonly streams = new LakeStreams(this);

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FlowLakeProps = {},
  ) {
    super(scope, id);
    const { removalPolicy = DATA_REMOVAL, partitions = TablePartitions.PROJECTED } = props;
    this.retention = new LakeRetention(props);
    const { raw: rawRetention, table: tableRetention } = this.retention;
    checkLakeProps(this, props, this.retention);
    const tablePrefix = props.tablePrefix === undefined ? '' : `${props.tablePrefix}/`;
    const raw = rawBucket(this, { ...props, rawRetention, removalPolicy });
    this.rawBucket = raw;
    this.encryptionKey = props.encryptionKey;
    this.tableBucket =
      props.tableBucket ?? tableBucket(this, { ...props, tableRetention, tablePrefix, removalPolicy });
    this.senders = new LakeSenders(this, raw, props.senders);

    const tables = { bucket: this.tableBucket, prefix: tablePrefix };
    this.enrichment = props.enrichment && new EnrichmentFiles(props.enrichment, tables);
    const normalizer = new Normalizer(this, 'Normalizer', {
      ...props,
      rawBucket: this.rawBucket,
      tableBucket: this.tableBucket,
      tablePrefix,
      recordFormats: this.streams.formats,
      logRetention: props.logRetention ?? logs.RetentionDays.THREE_MONTHS,
      removalPolicy,
      maxConcurrency: props.normalizerMaxConcurrency,
      options: props.normalizer,
      enrichment: this.enrichment,
    });
    this.normalizer = normalizer.function;
    this.normalizerLogGroup = normalizer.logGroup;
    this.enrichmentPrefix = this.enrichment?.prefix;
    this.enrichmentAlarm =
      this.enrichment &&
      enrichmentAlarm(this, normalizer.function, this.enrichment.refreshInterval, props.alarmTopic);
    this.queue = normalizer.queue;
    this.deadLetterQueue = normalizer.deadLetterQueue;
    this.deadLetterAlarm = normalizer.deadLetterAlarm;
    this.queueAgeAlarm = normalizer.alarms.queueAge;
    this.errorAlarm = normalizer.alarms.errors;
    this.throttleAlarm = normalizer.alarms.throttles;
    this.rejectAlarm = normalizer.alarms.rejects;
    this.lostRecordsAlarm = normalizer.alarms.lostRecords;
    this.rawTopic = normalizer.route.topic;
    this.lostEventsAlarm = normalizer.route.lostEventsAlarm;

    this.tables = new Tables(this, 'Tables', {
      ...tables,
      rawBucket: this.rawBucket,
      isEnriched: props.enrichment !== undefined,
      rawRetention,
      senders: this.senders,
      scanLimit: props.scanLimit ?? Size.gibibytes(100),
      questionWindow: props.questionWindow ?? Duration.days(7),
      firstDay: firstTableDay(props, this.retention),
      partitions,
      options: props,
    });
    if (partitions !== TablePartitions.PROJECTED) registerPartitions(normalizer.function, this.tables);
    this.databaseName = this.tables.databaseName;
    this.workgroupName = this.tables.workgroupName;
    // the flow logs of other accounts can have any field
    if (props.senders) this.tables.addAllQuestions();
  }

  /** Alarm on delivery streams: it fires when one could not process records. Undefined without delivery streams. */
  get streamErrorAlarm(): cloudwatch.Alarm | undefined {
    return this.streams.errorAlarm;
  }

  acceptObjects(scope: Construct, schema: RawSchema, standard?: FlowLogStandard): string[] {
    if (!this.senders.include(scope)) {
      const folder = { prefix: rawFolder(schema), layouts: [schema.partitions] };
      allowLogDelivery(scope, this.rawBucket, sendersOf(scope), folder);
    }
    this.tables.addRawTable(schema);
    return this.accept(scope, schema.format, standard);
  }

  acceptRecords(scope: Construct, format: LogFormat, standard?: FlowLogStandard): string[] {
    const problems = this.streams.accept(scope, format, this.props.alarmTopic);
    return problems.length > 0 ? problems : this.accept(scope, format, standard);
  }

  /**
   * Gives types of threat a metric of their own. The normalizer limits the number of other types with a metric.
   *
   * @throws Error if the lake has no `enrichment`
   *
   * @example
   * lake.addThreatTypeMetrics(['botnet']);
   */
  addThreatTypeMetrics(types: string[]): void {
    if (!this.enrichment) throw new Error(`${this.node.path} has no threat lists: set its prop enrichment`);
    this.enrichment.addTypes(types);
  }

  /**
   * Allows a reader, such as a SIEM, to get and decrypt raw objects. A principal of another account needs the same
   * permissions in its own account, too.
   *
   * @example
   * lake.grantReadRaw(new iam.Role(this, 'Siem', { assumedBy: new iam.AccountPrincipal('222222222222') }));
   */
  grantReadRaw(grantee: iam.IGrantable): iam.Grant {
    return grantReadRaw(this, this.rawBucket, grantee);
  }

  private accept(scope: Construct, format: LogFormat, standard: FlowLogStandard | undefined): string[] {
    this.senders.add(scope);
    this.tables.addQuestions(scope, format);
    if (!standard) return [];
    return this.retention.extendTo(standard).map((problem) => `lake ${this.node.path}: ${problem}`);
  }
}
