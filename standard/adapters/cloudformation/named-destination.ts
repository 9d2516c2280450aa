import { type Evaluated, isScalar, PartialValue, type StackResource } from '../../../aws/template/evaluated';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import { DestinationKind, known, unknown, type Value } from '../../facts';
import type { TemplateFacts } from './template-facts';

/** What precedes the name in the resource part of an ARN, by service. */
const BEFORE_NAME: Readonly<Record<string, string>> = {
  s3: '',
  logs: 'log-group:',
  firehose: 'deliverystream/',
};

/** The name in the ARN of a destination, whose partition, region and account can be unknown (`*`); `undefined` for other texts. */
function nameInArn(text: string): string | undefined {
  const [arn, , service = '', region, account, ...rest] = text.split(':');
  const before = Object.hasOwn(BEFORE_NAME, service) ? BEFORE_NAME[service] : undefined;
  const resource = rest.join(':');
  if (arn !== 'arn' || rest.length === 0 || before === undefined || !resource.startsWith(before))
    return undefined;
  // ARNs of buckets have neither a region nor an account
  if (service === 's3' && (region !== '' || account !== '')) return undefined;
  return withoutStreams(resource.slice(before.length));
}

/** The ARN of a log group can end with `:*`. */
function withoutStreams(name: string): string {
  return name.endsWith(':*') ? name.slice(0, -2) : name;
}

/** The ARN or the name of a destination. Its partition, region and account can be unknown, but not its name. */
export function locationOf(value: Evaluated): Value<string> {
  if (isScalar(value)) return known(String(value));
  const { reason, cause } = reasonOf(value);
  if (!(value instanceof PartialValue)) return unknown(reason, undefined, cause);
  const text = value.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  const name = nameInArn(text) ?? '*';
  const isKnown = name.split('/')[0]?.includes('*') === false;
  return isKnown ? known(text) : unknown(reason, undefined, cause);
}

/** Types of destinations, and their properties with the name. */
const NAMED_TYPES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  [DestinationKind.S3]: ['AWS::S3::Bucket', 'BucketName'],
  [DestinationKind.LOG_GROUP]: ['AWS::Logs::LogGroup', 'LogGroupName'],
  [DestinationKind.FIREHOSE]: ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamName'],
};

/**
 * Finds a resource of the app by the name in an ARN or a log group name.
 *
 * @param stack the stack that refers to it
 */
export function resourceByName(
  facts: TemplateFacts,
  stack: TemplateStack,
  kind: string,
  location: string,
): StackResource | undefined {
  const [type, property] = NAMED_TYPES[kind] ?? [];
  if (type === undefined || property === undefined) return undefined;
  const name = nameInArn(location) ?? withoutStreams(location);
  const found = facts.ofType(type).filter((each) => {
    const own = facts.values.text(each.resource.properties[property], each);
    return own.known && own.value === (kind === 's3' ? name.split('/')[0] : name);
  });
  // names of buckets are global; log groups and streams of several environments can have equal names
  const { account, region } = environmentOf(location, stack);
  const isThere = (other: StackResource) => other.stack.account === account && other.stack.region === region;
  return found.find(isThere) ?? (kind === DestinationKind.S3 ? found[0] : undefined);
}

/** The account and region in an ARN. The parts that it does not state are those of the stack. */
function environmentOf(location: string, { account, region }: TemplateStack) {
  const [arn, , , ownRegion = '', ownAccount = ''] = location.split(':');
  const stated = (text: string, byDefault: string | undefined) =>
    arn === 'arn' && text !== '' && text !== '*' ? text : byDefault;
  return { account: stated(ownAccount, account), region: stated(ownRegion, region) };
}
