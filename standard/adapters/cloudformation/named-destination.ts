import { type Evaluated, isScalar, PartialValue, type StackResource } from '../../../aws/template/evaluated';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import { known, unknown, type Value } from '../../facts';
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

/** Finds a resource of the app by the name in an ARN or a log group name. */
export function resourceByName(
  facts: TemplateFacts,
  { account, region }: TemplateStack,
  kind: string,
  location: string,
): StackResource | undefined {
  const [type, property] =
    kind === 's3' ? ['AWS::S3::Bucket', 'BucketName'] : ['AWS::Logs::LogGroup', 'LogGroupName'];
  const name = location.replace(BEFORE_NAME, '').replace(/:\*$/, '');
  const found = facts.ofType(type as string).filter((each) => {
    const own = facts.values.text(each.resource.properties[property as string], each);
    return own.known && own.value === (kind === 's3' ? name.split('/')[0] : name);
  });
  // log groups of several environments can have equal names
  return found.find(({ stack }) => stack.account === account && stack.region === region) ?? found[0];
}
