import {
  Cloud,
  known,
  mapValue,
  type StorageFact,
  type StreamedDestination,
  unknown,
  type Value,
  valueOr,
} from '../../facts';
import { keysBelow } from '../../facts/key-scope';
import { bucketFacts } from './aws-bucket';
import {
  blocksOf,
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
} from './declared-resource';
import { referencedResource } from './referenced-address';

/** Type of a delivery stream. */
export const STREAM = 'aws_kinesis_firehose_delivery_stream';

const S3 = 'extended_s3_configuration';

/** Returns the facts of a delivery stream. Its bucket determines the retention and the encryption of its records. */
export function streamFacts(resource: DeclaredResource, all: DeclaredResources): StreamedDestination {
  const [block = {}] = valueOr(blocksOf(resource.value(S3)), []);
  const stream = {
    title: resource.fact.title,
    bufferSeconds: numberIn(block, 'buffering_interval'),
    bufferMebibytes: numberIn(block, 'buffering_size'),
    extras: extrasOf(block),
  };
  const bucket = referencedResource(resource, `${S3}.bucket_arn`, all);
  if (!bucket.known || bucket.value.resource?.type !== 'aws_s3_bucket') {
    const reason = unknown('it depends on the destination of the stream');
    return { retention: reason, hotRetention: reason, customerManagedKey: reason, stream };
  }
  const prefix = blockValue(block.prefix);
  const scope = keysBelow(prefix.known ? String(prefix.value ?? '').replace(/!\{.*$/s, '') : '');
  const { retention, hotRetention, retentionSetBy, customerManagedKey, storage } = bucketFacts(
    bucket.value.resource,
    scope,
    all,
  );
  const compressed: StorageFact = {
    ...storage,
    isCompressed: hasBlock(block, 'data_format_conversion_configuration')
      ? known(true)
      : mapValue(blockValue(block.compression_format), (format) => !isUncompressed(format)),
  };
  return {
    retention,
    hotRetention,
    retentionSetBy: retentionSetBy ?? factOf(bucket.value.resource, Cloud.AWS),
    customerManagedKey,
    storage: compressed,
    stream: { ...stream, storage: compressed },
  };
}

/** Source: Terraform provider of AWS, `aws_kinesis_firehose_delivery_stream`. */
function isUncompressed(format: unknown): boolean {
  return format === undefined || format === null || format === '' || format === 'UNCOMPRESSED';
}

/** Settings that AWS bills in addition to the ingestion. Source: Amazon Data Firehose Pricing. */
function extrasOf(block: Readonly<Record<string, unknown>>): string[] {
  const isOn = (name: string) =>
    [block[name] ?? []].flat().some((each) => String((each as { enabled?: unknown }).enabled) === 'true');
  return [
    ...(hasBlock(block, 'data_format_conversion_configuration') ? ['format conversion'] : []),
    ...(isOn('dynamic_partitioning_configuration') ? ['dynamic partitioning'] : []),
    ...(isOn('processing_configuration') ? ['processors'] : []),
    ...(block.s3_backup_mode === 'Enabled' ? ['backup of the source records'] : []),
  ];
}

function hasBlock(block: Readonly<Record<string, unknown>>, name: string): boolean {
  return [block[name] ?? []].flat().length > 0;
}

function numberIn(block: Readonly<Record<string, unknown>>, name: string): Value<number | undefined> {
  const value = blockValue(block[name]);
  if (!value.known || value.value === undefined) return value as Value<undefined>;
  const number = Number(value.value);
  return Number.isFinite(number) ? known(number) : unknown(`${name} is not a number`);
}
