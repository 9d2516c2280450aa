import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** The bucket resource of the app behind a construct, if there is one. The construct can wrap a `CfnBucket`. */
export function bucketResource(bucket: s3.IBucket): s3.CfnBucket | undefined {
  const resource = resourceBehind(bucket, bucket.bucketArn, bucket.bucketName);
  return resource instanceof s3.CfnBucket ? resource : undefined;
}

/** The delivery stream resource of the app behind a construct, if there is one. */
export function streamResource(stream: firehose.IDeliveryStream): firehose.CfnDeliveryStream | undefined {
  const resource = resourceBehind(stream, stream.deliveryStreamArn, stream.deliveryStreamName);
  return resource instanceof firehose.CfnDeliveryStream ? resource : undefined;
}

/** The log group resource of the app behind a construct, if there is one. */
export function logGroupResource(logGroup: logs.ILogGroup): logs.CfnLogGroup | undefined {
  const resource = resourceBehind(logGroup, logGroup.logGroupName, logGroup.logGroupArn);
  return resource instanceof logs.CfnLogGroup ? resource : undefined;
}

/** The resource that a construct creates, or else the one that its names refer to. */
function resourceBehind(construct: IConstruct, ...names: readonly string[]): CfnResource | undefined {
  const { defaultChild } = construct.node;
  if (defaultChild && CfnResource.isCfnResource(defaultChild)) return defaultChild;
  return names.map(referencedResource).find((each) => each !== undefined);
}

/** The resource of the app that a text refers to, if it refers to exactly one. */
export function referencedResource(text: string): CfnResource | undefined {
  const targets = Tokenization.reverseString(text)
    .tokens.filter((token) => Reference.isReference(token))
    .map(({ target }) => target)
    .filter((target) => CfnResource.isCfnResource(target));
  return targets.length === 1 ? targets[0] : undefined;
}

/** The value that an escape hatch (`addPropertyOverride`) set for a property so far. */
export function overrideOf(resource: CfnResource | undefined, ...path: readonly string[]): unknown {
  // CDK has no public method that returns the overrides
  const { rawOverrides } = (resource ?? {}) as { readonly rawOverrides?: unknown };
  // an index of a list is the key of an object
  return ['Properties', ...path].reduce<unknown>(
    (value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name],
    rawOverrides,
  );
}
