import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import {
  type Destination,
  DestinationKind,
  type Fact,
  FOREVER,
  known,
  mapValue,
  type Retention,
  UnknownCause,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { DEFAULTS } from '../../facts/allowed-values';
import { externalDestination } from '../../facts/external-destination';
import { type KeyScope, keysBelow } from '../../facts/key-scope';
import { bucketFacts, bucketStorageOf } from './bucket-fact';
import { removalOf } from './data-removal';
import { replaceableFact } from './immutable-properties';
import { normalizerOf } from './normalizer-fact';
import type { TemplateFacts } from './template-facts';

type Properties = Readonly<Record<string, unknown>>;

/** Resolves the destination of a flow log. */
export function destinationOf(
  facts: TemplateFacts,
  stack: TemplateStack,
  properties: Properties,
  destinationType: Value<string | undefined>,
): Value<Destination> {
  const { LogDestination, LogGroupName } = properties;
  const destination = LogDestination ?? LogGroupName;
  const at = LogDestination === undefined ? 'Properties.LogGroupName' : 'Properties.LogDestination';
  if (!destinationType.known) return unknownAt(destinationType, at);
  if (destination === undefined) return unknown('no destination is set', at, UnknownCause.NOT_SET);
  const kind = destinationType.value ?? DEFAULTS.destinationType;
  const resource = facts.resourceIn(destination, stack);
  if (resource) return resourceDestination(facts, resource, keyPrefixOf(destination), at);
  const location = facts.values.text(destination, stack, at);
  if (!location.known) return unknownAt(location);
  const namedResource =
    location.value === undefined ? undefined : resourceByName(facts, kind, location.value);
  if (namedResource) return resourceDestination(facts, namedResource, '', at);
  return known(
    externalDestination(
      kind as DestinationKind,
      location.value ?? '',
      facts.factOf(stack, { ...EXTERNAL_RESOURCE, properties }),
    ),
    at,
  );
}

/** A destination outside the app has no resource in a template. */
const EXTERNAL_RESOURCE = { logicalId: '', type: '', dependsOn: [] };

/** Finds a resource of the app by the name in an ARN or a log group name. */
function resourceByName(facts: TemplateFacts, kind: string, location: string): StackResource | undefined {
  const name = location.replace(/^arn:[^:]*:s3:::/, '').split('/')[0];
  const [type, property] =
    kind === 's3' ? ['AWS::S3::Bucket', 'BucketName'] : ['AWS::Logs::LogGroup', 'LogGroupName'];
  return facts
    .ofType(type as string)
    .find(({ resource }) => resource.properties[property as string] === name);
}

function resourceDestination(
  facts: TemplateFacts,
  stackResource: StackResource,
  keyPrefix: string,
  at: string,
): Value<Destination> {
  const { stack, resource } = stackResource;
  const account: Value<string> =
    stack.account === undefined
      ? unknown('the account is known only after deployment')
      : known(stack.account);
  const { properties } = resource;
  const normalizer = normalizerOf(facts, stackResource);
  const shared = {
    ...replaceableFact(facts, stackResource),
    account,
    removal: removalOf(facts, stackResource),
    ...(normalizer && { normalizer }),
  };
  if (resource.type === 'AWS::S3::Bucket') {
    return known(
      { ...shared, kind: DestinationKind.S3, ...bucketFacts(facts, stackResource, keyPrefix) },
      at,
    );
  }
  if (resource.type === 'AWS::Logs::LogGroup') {
    const days = facts.values.number(properties.RetentionInDays, stack);
    const retention = mapValue(days, (each): Retention => each ?? FOREVER);
    return known(
      {
        ...shared,
        kind: DestinationKind.LOG_GROUP,
        name: nameOf(facts, stackResource, 'LogGroupName'),
        retention,
        hotRetention: retention,
        customerManagedKey: known(properties.KmsKeyId !== undefined),
        refusal: known(undefined),
        storage: {
          retention,
          moves: known(false),
          storageClass: facts.values.text(properties.LogGroupClass, stack),
        },
      },
      at,
    );
  }
  if (resource.type === 'AWS::KinesisFirehose::DeliveryStream')
    return known({ ...shared, ...streamFacts(facts, stackResource) }, at);
  return unknown(`the destination has the unsupported type ${resource.type}`, at);
}

/** Returns the facts of a delivery stream. The bucket of the stream determines the retention and the encryption. */
function streamFacts(
  facts: TemplateFacts,
  stackResource: StackResource,
): Omit<Destination, keyof Fact | 'account'> {
  const { stack, resource } = stackResource;
  const s3 = objectOf(
    resource.properties.ExtendedS3DestinationConfiguration ?? resource.properties.S3DestinationConfiguration,
  );
  const bucket = facts.resourceIn(s3.BucketARN, stack);
  const shared = {
    kind: DestinationKind.FIREHOSE,
    name: nameOf(facts, stackResource, 'DeliveryStreamName'),
    refusal: known(undefined),
  };
  if (bucket?.resource.type !== 'AWS::S3::Bucket') {
    const reason = 'the app does not contain the bucket of the stream';
    return {
      ...shared,
      retention: unknown(reason),
      hotRetention: unknown(reason),
      customerManagedKey: unknown(reason),
    };
  }
  const { retention, hotRetention, customerManagedKey } = bucketFacts(facts, bucket, '');
  const normalizer = normalizerOf(facts, bucket);
  return {
    ...shared,
    retention,
    hotRetention,
    customerManagedKey,
    storage: {
      ...bucketStorageOf(facts, bucket, streamKeys(facts, s3.Prefix, stack)),
      isCompressed: isCompressed(facts, s3, stack),
    },
    ...(normalizer && { normalizer }),
  };
}

/** The keys that a stream writes: `YYYY/MM/DD/HH/` below its prefix, which can contain expressions. */
function streamKeys(facts: TemplateFacts, prefix: unknown, stack: TemplateStack): KeyScope {
  const text = facts.values.text(prefix, stack);
  return keysBelow(text.known ? String(text.value ?? '').replace(/!\{.*$/s, '') : '');
}

/** Source: AWS CloudFormation User Guide, "AWS::KinesisFirehose::DeliveryStream ExtendedS3DestinationConfiguration". */
function isCompressed(facts: TemplateFacts, s3: Properties, stack: TemplateStack): Value<boolean> {
  // a converted record format, such as Parquet, is compressed
  if (s3.DataFormatConversionConfiguration !== undefined) return known(true);
  return mapValue(
    facts.values.text(s3.CompressionFormat, stack),
    (format) => format !== undefined && format !== 'UNCOMPRESSED',
  );
}

function nameOf(facts: TemplateFacts, { stack, resource }: StackResource, property: string): Value<string> {
  const name = facts.values.text(resource.properties[property], stack);
  if (!name.known) return unknownAt(name);
  return name.value === undefined
    ? unknown('CloudFormation generates the name during deployment')
    : known(name.value);
}

/** Returns the literal key prefix of a destination: `vpc/` for `arn:aws:s3:::bucket/vpc/`. */
function keyPrefixOf(destination: unknown): string {
  const { 'Fn::Join': join, 'Fn::Sub': sub } = objectOf(destination);
  const text = Array.isArray(join)
    ? [join[1]]
        .flat()
        .filter((each) => typeof each === 'string')
        .join('')
    : String([sub ?? ''].flat()[0]).replace(/\$\{[^{}]*\}/g, '');
  const slash = text.indexOf('/');
  return slash < 0 ? '' : text.slice(slash + 1);
}
