import type { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { FlowLogStandard } from '../../standard/flow-log-standard';

/** Other accounts and regions whose flow logs a lake takes. */
export interface FlowLakeSenders {
  /**
   * Their ids. With an organization, those whose partitions the tables have.
   *
   * @default - those of the organization; every query must then say which `account_id` it asks about
   */
  readonly accounts?: string[];

  /**
   * An organization (`o-...`), all of whose accounts may deliver, those of tomorrow too.
   *
   * @default - only `accounts` may deliver
   */
  readonly organizationId?: string;

  /** Regions their flow logs come from. */
  readonly regions: string[];
}

/** Props of `FlowLake`. */
export interface FlowLakeProps {
  /**
   * What the team wants of its flow logs: raw objects and tables are kept as long as it asks for, where nothing else is
   * said.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * How long raw objects are kept, in whole days. They are needed only to normalize them again.
   *
   * @default - as long as the standard asks for, and Duration.days(90) at least
   */
  readonly rawRetention?: Duration;

  /**
   * How long the tables are kept, in whole days.
   *
   * @default - as long as the standard asks for, and Duration.days(400) at least
   */
  readonly tableRetention?: Duration;

  /**
   * Colder storage classes for raw objects, each with the age at which it begins. Objects in Glacier Flexible
   * Retrieval or Deep Archive must be restored before they can be normalized again.
   *
   * @default - raw objects stay in S3 Standard
   */
  readonly rawTransitions?: s3.Transition[];

  /**
   * Colder storage classes for the tables. Athena can not read archived objects, so archive classes are refused.
   *
   * @default - the tables stay in S3 Standard
   */
  readonly tableTransitions?: s3.Transition[];

  /**
   * Lock that keeps raw objects from being changed or deleted for a time. It can not be taken off again.
   *
   * @default - not locked
   */
  readonly rawObjectLock?: s3.ObjectLockRetention;

  /**
   * Name of the raw bucket: what other accounts deliver to, so that they can know it.
   *
   * @default - made up by CloudFormation
   */
  readonly rawBucketName?: string;

  /**
   * Other accounts and regions whose flow logs the lake takes; their side is `CentralFlowLake`.
   *
   * @default - flow logs of this app alone
   */
  readonly senders?: FlowLakeSenders;

  /**
   * Key that encrypts raw objects, tables, query results, queues and the normalizer's log. Its policy will let the
   * services that need it use it.
   *
   * @default - encryption by each service
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
   * How far back the saved questions look, in whole days. It stands in their text, where it can be changed.
   *
   * @default Duration.days(7)
   */
  readonly questionWindow?: Duration;

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
