import { Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct, IDependable } from 'constructs';
import type { FlowLake } from './flow-lake';
import { allowLogDelivery, usesAwsManagedKey } from './private/log-delivery';

/** How flow logs are laid out in a bucket. */
export interface S3FlowLogOptions {
  /**
   * Begin a folder each hour instead of each day; for large VPCs, whose days hold very many files.
   *
   * @default false
   */
  readonly perHourPartition?: boolean;
}

/** Options of `FlowLogDestination.toS3`. */
export interface S3DestinationOptions extends S3FlowLogOptions {
  /**
   * Folder in the bucket, without slashes around it.
   *
   * @default - none: objects begin with AWSLogs/
   */
  readonly prefix?: string;
}

/** Where a flow log delivers to, as CloudFormation names it. */
export interface FlowLogDestinationConfig {
  readonly logDestinationType: string;
  readonly logDestination: string;
  /** Properties of `DestinationOptions`, in CloudFormation's casing. */
  readonly destinationOptions: { readonly [name: string]: string | boolean };
  /** What must be in place before the flow log is made. */
  readonly dependencies: IDependable[];
  /** What is wrong with the destination. */
  readonly problems: string[];
}

/** Where to deliver flow logs to. */
export abstract class FlowLogDestination {
  /** A lake: raw objects are kept there and become rows of its table. */
  static toLake(lake: FlowLake, options: S3FlowLogOptions = {}): FlowLogDestination {
    return new S3Destination(lake.rawBucket, options);
  }

  /**
   * A bucket of your own. Its policy, and that of its customer-managed key, will let the flow log in; where they
   * are not managed by the app, a warning prints the statements to add.
   */
  static toS3(bucket: s3.IBucket, options: S3DestinationOptions = {}): FlowLogDestination {
    return new S3Destination(bucket, options);
  }

  /** Makes the destination ready for a flow log of the scope's account and region. */
  abstract bind(scope: Construct): FlowLogDestinationConfig;
}

class S3Destination extends FlowLogDestination {
  constructor(
    private readonly bucket: s3.IBucket,
    private readonly options: S3DestinationOptions,
  ) {
    super();
  }

  override bind(scope: Construct): FlowLogDestinationConfig {
    const { bucket } = this;
    const { prefix = '', perHourPartition = false } = this.options;
    const problems = this.problems(prefix);
    if (problems.length === 0) allowLogDelivery(scope, bucket, prefix);
    return {
      logDestinationType: 's3',
      logDestination: prefix === '' ? bucket.bucketArn : `${bucket.bucketArn}/${prefix}/`,
      destinationOptions: {
        FileFormat: 'plain-text',
        HiveCompatiblePartitions: false,
        PerHourPartition: perHourPartition,
      },
      // AWS writes a policy of its own where it finds none at the moment the flow log is made
      dependencies: bucket.policy ? [bucket.policy] : [],
      problems,
    };
  }

  private problems(prefix: string): string[] {
    const problems: string[] = [];
    if (Token.isUnresolved(prefix)) problems.push('prefix is known only when deployed: give it as text');
    if (/^\/|\/$/.test(prefix)) {
      problems.push(`prefix ${JSON.stringify(prefix)} must not begin or end with a slash`);
    }
    if (prefix.split('/').includes('AWSLogs')) {
      problems.push(`prefix ${JSON.stringify(prefix)} uses the name AWSLogs, which AWS reserves`);
    }
    if (usesAwsManagedKey(this.bucket)) {
      problems.push(
        `bucket ${this.bucket.node.path} is encrypted with the key aws/s3, under which delivered logs can not be ` +
          'read: use S3-managed encryption or a key of your own',
      );
    }
    return problems;
  }
}
