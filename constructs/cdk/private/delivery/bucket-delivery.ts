import { Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DEFAULT_FILE_FORMAT, DestinationType } from '../../../../aws/flow-log';
import { PartitionLayout } from '../../../../aws/policies';
import type { FlowLogDelivery, FlowLogDestinationConfig } from '../../flow-log-delivery';
import type { S3DestinationOptions, S3FlowLogOptions } from '../../flow-log-destination';
import { allowLogDelivery, sendersOf, usesAwsManagedKey } from '../log-delivery';

/** Delivers to a bucket of the user's. */
export class BucketDelivery implements FlowLogDelivery {
  constructor(
    private readonly bucket: s3.IBucket,
    private readonly options: S3DestinationOptions,
  ) {}

  bind(scope: Construct): FlowLogDestinationConfig {
    const { bucket, options } = this;
    const { prefix = '' } = options;
    const problems = this.problems(prefix);
    if (problems.length === 0) {
      allowLogDelivery(scope, bucket, sendersOf(scope), { prefix, layouts: [partitionLayoutOf(options)] });
    }
    return { ...bucketDestination(bucket, prefix, options), problems };
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

/** A folder of a bucket as CloudFormation names it, in the file format and layout that the options say. */
export function bucketDestination(
  bucket: s3.IBucket,
  prefix: string,
  options: S3FlowLogOptions,
): Omit<FlowLogDestinationConfig, 'problems'> {
  return {
    logDestinationType: DestinationType.S3,
    logDestination: prefix === '' ? bucket.bucketArn : `${bucket.bucketArn}/${prefix}/`,
    destinationOptions: {
      FileFormat: options.fileFormat ?? DEFAULT_FILE_FORMAT,
      HiveCompatiblePartitions: options.hiveCompatiblePartitions ?? false,
      PerHourPartition: options.perHourPartition ?? false,
    },
    // AWS writes a policy of its own where it finds none at the moment the flow log is made
    dependencies: bucket.policy ? [bucket.policy] : [],
  };
}

export function partitionLayoutOf({ hiveCompatiblePartitions = false }: S3FlowLogOptions): PartitionLayout {
  return hiveCompatiblePartitions ? PartitionLayout.HIVE : PartitionLayout.PLAIN;
}
