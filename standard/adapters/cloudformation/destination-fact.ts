import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import {
  type Destination,
  DestinationKind,
  FOREVER,
  known,
  type Retention,
  unknown,
  type Value,
} from '../../facts';
import { DEFAULTS } from '../../facts/allowed-values';
import { externalDestination } from '../../facts/external-destination';
import { bucketFacts } from './bucket-fact';
import type { TemplateFacts } from './template-facts';

type Properties = Readonly<Record<string, unknown>>;

/** Where a flow log delivers to. */
export function destinationOf(
  facts: TemplateFacts,
  stack: TemplateStack,
  properties: Properties,
  destinationType: Value<string | undefined>,
): Value<Destination> {
  const { LogDestination, LogGroupName } = properties;
  const given = LogDestination ?? LogGroupName;
  const at = LogDestination === undefined ? 'Properties.LogGroupName' : 'Properties.LogDestination';
  if (!destinationType.known) return unknown(destinationType.reason, at);
  if (given === undefined) return unknown('no destination is given', at);
  const kind = destinationType.value ?? DEFAULTS.destinationType;
  const resource = facts.resourceIn(given, stack);
  if (resource) return ofResource(facts, resource, folderOf(given), at);
  const place = facts.values.text(given, stack, at);
  if (!place.known) return place;
  const named = place.value === undefined ? undefined : ownNamed(facts, kind, place.value);
  if (named) return ofResource(facts, named, '', at);
  return known(
    externalDestination(
      kind as DestinationKind,
      place.value ?? '',
      facts.factOf(stack, { ...NOWHERE, properties }),
    ),
    at,
  );
}

const NOWHERE = { logicalId: '', type: '', dependsOn: [] };

/** A resource of the app that is meant by its name. */
function ownNamed(facts: TemplateFacts, kind: string, place: string): StackResource | undefined {
  const name = place.replace(/^arn:[^:]*:s3:::/, '').split('/')[0];
  const [type, property] =
    kind === 's3' ? ['AWS::S3::Bucket', 'BucketName'] : ['AWS::Logs::LogGroup', 'LogGroupName'];
  return facts
    .ofType(type as string)
    .find(({ resource }) => resource.properties[property as string] === name);
}

function ofResource(
  facts: TemplateFacts,
  placed: StackResource,
  folder: string,
  at: string,
): Value<Destination> {
  const { stack, resource } = placed;
  const account: Value<string> =
    stack.account === undefined ? unknown('the account is known when it is deployed') : known(stack.account);
  const shared = { ...facts.factOf(stack, resource), account };
  const { properties } = resource;
  if (resource.type === 'AWS::S3::Bucket') {
    return known({ ...shared, kind: DestinationKind.S3, ...bucketFacts(facts, placed, folder) }, at);
  }
  if (resource.type === 'AWS::Logs::LogGroup') {
    const days = facts.values.number(properties.RetentionInDays, stack);
    const retention: Value<Retention> = days.known ? known(days.value ?? FOREVER) : days;
    return known(
      {
        ...shared,
        kind: DestinationKind.LOG_GROUP,
        name: nameOf(facts, placed, 'LogGroupName'),
        retention,
        hotRetention: retention,
        customerManagedKey: known(properties.KmsKeyId !== undefined),
        refusal: known(undefined),
      },
      at,
    );
  }
  if (resource.type === 'AWS::KinesisFirehose::DeliveryStream')
    return known({ ...shared, ...streamFacts(facts, placed) }, at);
  return unknown(`it is a resource of type ${resource.type}`, at);
}

/** A stream keeps nothing: what it writes to does. */
function streamFacts(
  facts: TemplateFacts,
  placed: StackResource,
): Pick<Destination, 'kind' | 'name' | 'retention' | 'hotRetention' | 'customerManagedKey' | 'refusal'> {
  const { stack, resource } = placed;
  const s3 = objectOf(
    resource.properties.ExtendedS3DestinationConfiguration ?? resource.properties.S3DestinationConfiguration,
  );
  const bucket = facts.resourceIn(s3.BucketARN, stack);
  const reason = 'where the stream writes to is not in this app';
  const behind =
    bucket?.resource.type === 'AWS::S3::Bucket'
      ? bucketFacts(facts, bucket, '')
      : { retention: unknown(reason), hotRetention: unknown(reason), customerManagedKey: unknown(reason) };
  return {
    kind: DestinationKind.FIREHOSE,
    name: nameOf(facts, placed, 'DeliveryStreamName'),
    retention: behind.retention,
    hotRetention: behind.hotRetention,
    customerManagedKey: behind.customerManagedKey,
    refusal: known(undefined),
  };
}

function nameOf(facts: TemplateFacts, { stack, resource }: StackResource, property: string): Value<string> {
  const name = facts.values.text(resource.properties[property], stack);
  if (!name.known) return name;
  return name.value === undefined
    ? unknown('CloudFormation names it when it is deployed')
    : known(name.value);
}

/** What follows the bucket in `arn:aws:s3:::bucket/folder/`, where that is plain text. */
function folderOf(destination: unknown): string {
  const { 'Fn::Join': join, 'Fn::Sub': sub } = objectOf(destination);
  const text = Array.isArray(join)
    ? [join[1]]
        .flat()
        .filter((each) => typeof each === 'string')
        .join('')
    : String([sub ?? ''].flat()[0]).replace(/\$\{[^}]*\}/g, '');
  const [, folder = ''] = /(?:^|:::)[^/]*\/(.*)$/.exec(text) ?? [];
  return folder;
}
