import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../aws/format';
import { DELIVERY_TAG, deliveryStreamStatements, deliveryStreamTrust } from '../../../aws/policies';
import { StreamSource, streamPrefix } from '../../../aws/stream-key';
import type { IFlowLake } from '../i-flow-lake';
import { cdkStatements } from './add-statements';
import { emptierOf } from './bucket-order';
import { isInOtherEnvironment } from './environment';
import { allowLogGroupKey } from './log-group-key';
import { notificationOf } from './raw-notification';
import { roleWithTrust } from './role-with-trust';

/** Firehose writes an object when either limit is reached. Large values give fewer and larger objects. */
const BUFFER = { sizeInMBs: 64, intervalInSeconds: Duration.minutes(5).toSeconds() };

export interface RawStreamProps {
  readonly lake: IFlowLake;
  /** Fields of the records. The stream writes no header line. */
  readonly format: LogFormat;
  readonly source: StreamSource;
}

/** A delivery stream (Direct PUT) that writes records to the raw bucket of a lake. */
export class RawStream extends Construct {
  readonly resource: firehose.CfnDeliveryStream;

  constructor(scope: Construct, id: string, { lake, format, source }: RawStreamProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const { rawBucket } = lake;
    const key = rawBucket.encryptionKey;
    const prefixes = streamPrefix({ via: source, account, region, formatId: format.id });
    const role = roleWithTrust(this, 'Role', {
      description: 'Writes flow log records to the raw bucket',
      trust: deliveryStreamTrust(account),
    });
    for (const statement of cdkStatements(deliveryStreamStatements(rawBucket.bucketArn, prefixes.folders))) {
      role.addToPolicy(statement);
    }
    key?.grant(role, 'kms:GenerateDataKey', 'kms:Decrypt');
    role.node.addDependency(emptierOf(rawBucket, this));
    // a log group accepts only keys of its own region
    const errorKey = key && !isInOtherEnvironment(this, key.env) ? key : undefined;
    if (errorKey) allowLogGroupKey(this, errorKey);
    const errors = new logs.LogGroup(this, 'Errors', {
      encryptionKey: errorKey,
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const errorStream = new logs.LogStream(this, 'ErrorStream', {
      logGroup: errors,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    errors.grantWrite(role);
    this.resource = new firehose.CfnDeliveryStream(this, 'Resource', {
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: rawBucket.bucketArn,
        roleArn: role.roleArn,
        prefix: prefixes.prefix,
        errorOutputPrefix: prefixes.errorPrefix,
        bufferingHints: BUFFER,
        // CloudWatch Logs sends compressed records
        compressionFormat: source === StreamSource.CLOUD_WATCH ? 'UNCOMPRESSED' : 'GZIP',
        cloudWatchLoggingOptions: {
          enabled: true,
          logGroupName: errors.logGroupName,
          logStreamName: errorStream.logStreamName,
        },
      },
      tags: source === StreamSource.FIREHOSE ? [{ ...DELIVERY_TAG }] : undefined,
    });
    const policy = role.node.tryFindChild('DefaultPolicy');
    if (policy) this.resource.node.addDependency(policy);
    // an object that S3 receives before would not be announced
    this.resource.node.addDependency(...notificationOf(rawBucket));
  }
}
