import { type Evaluated, isScalar, PartialValue, type StackResource } from '../../../aws/template/evaluated';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import { DestinationKind, known, unknown, type Value } from '../../facts';
import type { TemplateFacts } from './template-facts';

/** Matches the part of an ARN before the name of a bucket or a log group. It can contain unknown parts (`*`). */
const BEFORE_NAME = /^arn:[^:]*:(?:s3:::|logs:[^:]*:[^:]*:log-group:|firehose:[^:]*:[^:]*:deliverystream\/)/;

/** The ARN or the name of a destination. Its partition, region and account can be unknown, but not its name. */
export function locationOf(value: Evaluated): Value<string> {
  if (isScalar(value)) return known(String(value));
  const { reason, cause } = reasonOf(value);
  if (!(value instanceof PartialValue)) return unknown(reason, undefined, cause);
  const text = value.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  const name = BEFORE_NAME.test(text) ? text.replace(BEFORE_NAME, '').replace(/:\*$/, '') : '*';
  const isKnown = name.split('/')[0]?.includes('*') === false;
  return isKnown ? known(text) : unknown(reason, undefined, cause);
}

/** Types of destinations, and their properties with the name. */
const NAMED_TYPES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  [DestinationKind.S3]: ['AWS::S3::Bucket', 'BucketName'],
  [DestinationKind.LOG_GROUP]: ['AWS::Logs::LogGroup', 'LogGroupName'],
  [DestinationKind.FIREHOSE]: ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamName'],
};

/** Finds a resource of the app by the name in an ARN or a log group name. */
export function resourceByName(
  facts: TemplateFacts,
  { account, region }: TemplateStack,
  kind: string,
  location: string,
): StackResource | undefined {
  const [type, property] = NAMED_TYPES[kind] ?? [];
  if (type === undefined || property === undefined) return undefined;
  const name = location.replace(BEFORE_NAME, '').replace(/:\*$/, '');
  const found = facts.ofType(type).filter((each) => {
    const own = facts.values.text(each.resource.properties[property], each);
    return own.known && own.value === (kind === 's3' ? name.split('/')[0] : name);
  });
  // names of buckets are global; log groups and streams of several environments can have equal names
  const isHere = ({ stack }: StackResource) => stack.account === account && stack.region === region;
  return found.find(isHere) ?? (kind === DestinationKind.S3 ? found[0] : undefined);
}
