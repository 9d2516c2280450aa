import { PartialValue, type StackResource } from '../../../aws/template/evaluated';
import { objectOf } from '../../../aws/template/read-template';
import {
  known,
  mapValue,
  type StorageFact,
  type StreamedDestination,
  unknown,
  type Value,
} from '../../facts';
import { type KeyScope, keysBelow } from '../../facts/key-scope';
import { bucketFacts } from './bucket-fact';
import { normalizerOf } from './normalizer-fact';
import type { TemplateFacts } from './template-facts';

/** Returns the facts of a delivery stream. The bucket of the stream determines the retention and the encryption. */
export function streamFacts(facts: TemplateFacts, stackResource: StackResource): StreamedDestination {
  const { stack, resource } = stackResource;
  const s3 = objectOf(
    resource.properties.ExtendedS3DestinationConfiguration ?? resource.properties.S3DestinationConfiguration,
  );
  const hints = objectOf(s3.BufferingHints);
  const stream = {
    title: facts.factOf(stack, resource).title,
    bufferSeconds: facts.values.number(hints.IntervalInSeconds, stackResource),
    bufferMebibytes: facts.values.number(hints.SizeInMBs, stackResource),
    extras: extrasOf(s3),
  };
  const bucket = facts.resourceIn(s3.BucketARN, stackResource);
  if (bucket?.resource.type !== 'AWS::S3::Bucket') {
    const reason = unknown('the app does not contain the bucket of the stream');
    return { retention: reason, hotRetention: reason, customerManagedKey: reason, stream };
  }
  const { retention, hotRetention, customerManagedKey, storage } = bucketFacts(
    facts,
    bucket,
    streamKeys(facts, s3.Prefix, stackResource),
  );
  const normalizer = normalizerOf(facts, bucket);
  const compressed: StorageFact | undefined = storage && {
    ...storage,
    isCompressed: isCompressed(facts, s3, stackResource),
  };
  return {
    retention,
    hotRetention,
    retentionSetBy: facts.factOf(bucket.stack, bucket.resource),
    customerManagedKey,
    ...(compressed && { storage: compressed }),
    stream: {
      ...stream,
      ...(compressed && { storage: compressed }),
      ...(normalizer && { normalizer }),
    },
  };
}

/** The keys that a stream writes below its prefix, up to the first part that is an expression or unknown. */
function streamKeys(facts: TemplateFacts, prefix: unknown, stream: StackResource): KeyScope {
  const value = facts.values.evaluate(prefix, stream);
  const [start = ''] = value instanceof PartialValue ? value.parts : [value];
  return keysBelow(typeof start === 'string' ? start.replace(/!\{.*$/s, '') : '');
}

/** Source: AWS CloudFormation User Guide, "AWS::KinesisFirehose::DeliveryStream ExtendedS3DestinationConfiguration". */
function isCompressed(
  facts: TemplateFacts,
  s3: Readonly<Record<string, unknown>>,
  stream: StackResource,
): Value<boolean> {
  // a converted record format, such as Parquet, is compressed
  if (s3.DataFormatConversionConfiguration !== undefined) return known(true);
  return mapValue(
    facts.values.text(s3.CompressionFormat, stream),
    (format) => format !== undefined && format !== 'UNCOMPRESSED',
  );
}

/** Settings that AWS bills in addition to the ingestion. Source: Amazon Data Firehose Pricing. */
function extrasOf(s3: Readonly<Record<string, unknown>>): string[] {
  const isOn = (name: string) => ![undefined, false, 'false'].includes(objectOf(s3[name]).Enabled as string);
  return [
    ...(s3.DataFormatConversionConfiguration === undefined ? [] : ['format conversion']),
    ...(isOn('DynamicPartitioningConfiguration') ? ['dynamic partitioning'] : []),
    ...(isOn('ProcessingConfiguration') ? ['processors'] : []),
    ...(s3.S3BackupMode === 'Enabled' ? ['backup of the source records'] : []),
  ];
}
