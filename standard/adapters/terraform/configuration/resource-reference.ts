import { type DeploymentUnit, known, unknown, type Value } from '../../../facts';
import type { ResourceReference } from '../../providers/declared-resource';
import { configuredValue, reasonOf, textOf } from '../expression/settle';
import {
  Alternatives,
  Attribute,
  PartialText,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import { externalId } from './external-id';
import { oneOfAlternatives } from './one-of-alternatives';

/** Attributes that identify a resource. */
const IDENTITIES: readonly string[] = ['id', 'arn', 'name', 'bucket', 'key_id', 'resource_id'];

const MOST_STEPS = 50;

/** `arn:aws:s3:::` before the name of a bucket. The partition can be unknown. */
const BUCKET_ARN = /^arn:[^:]*:s3:::$/;

/**
 * Returns what the value of an argument refers to: a resource of the configuration, or the literal id, ARN or name.
 *
 * @param unit the unit of the argument
 */
export function resourceReference(
  value: TerraformValue | undefined,
  unit: Pick<DeploymentUnit, 'name'>,
): Value<ResourceReference | undefined> {
  if (value === undefined || value === null) return known(undefined);
  if (value instanceof Attribute) return attributeReference(value, unit);
  if (value instanceof PartialText) return textReference(value, unit);
  if (value instanceof Alternatives)
    return oneOfAlternatives(value, (candidate) => resourceReference(candidate, unit));
  const text = textOf(value);
  return text instanceof Unresolved
    ? unknown(text.reason, undefined, text.cause)
    : known({ target: text, suffix: '' });
}

/** Follows an attribute that another argument determines: `aws_security_group.web.vpc_id`. */
function attributeReference(
  attribute: Attribute,
  unit: Pick<DeploymentUnit, 'name'>,
): Value<ResourceReference | undefined> {
  let current = attribute;
  for (let step = 0; step < MOST_STEPS; step++) {
    const configured = configuredValue(current);
    if (!(configured instanceof Attribute)) return endOf(current, configured, unit);
    current = configured;
  }
  return unknown('the references are nested too deeply');
}

function endOf(
  { owner, path, name }: Attribute,
  configured: TerraformValue | undefined,
  unit: Pick<DeploymentUnit, 'name'>,
): Value<ResourceReference | undefined> {
  const isIdentity = path.length === 1 && IDENTITIES.includes(String(path[0]));
  if (owner.isData) {
    const id = isIdentity && configured === undefined ? externalId(owner, unit) : undefined;
    if (id !== undefined) return known({ target: id, suffix: '' });
  } else if (isIdentity) return known({ target: owner.address, suffix: '' });
  if (configured === undefined) return unknown(`it is ${name}, which is known only after the apply`);
  return resourceReference(configured, unit);
}

/** `${aws_s3_bucket.logs.arn}/vpc/` or `arn:aws:s3:::${aws_s3_bucket.logs.id}/vpc/`. */
function textReference(
  { parts }: PartialText,
  unit: Pick<DeploymentUnit, 'name'>,
): Value<ResourceReference | undefined> {
  const first = parts.findIndex((part) => part instanceof Attribute && !part.owner.isData);
  const prefix = parts
    .slice(0, Math.max(first, 0))
    .map((part) => (typeof part === 'string' ? part : 'unknown'))
    .join('');
  const suffix: string[] = [];
  for (const part of parts.slice(first + 1)) {
    const text = typeof part === 'string' ? part : textOf(part);
    if (text instanceof Unresolved) return unknown(text.reason, undefined, text.cause);
    suffix.push(text);
  }
  const attribute = parts[first];
  if (!(attribute instanceof Attribute) || (prefix !== '' && !BUCKET_ARN.test(prefix))) {
    const whole = textOf(new PartialText(parts));
    if (typeof whole === 'string') return known({ target: whole, suffix: '' });
    return unknown((reasonOf(whole) as Unresolved).reason);
  }
  const reference = attributeReference(attribute, unit);
  if (!reference.known || reference.value === undefined) return reference;
  return known({ target: reference.value.target, suffix: `${reference.value.suffix}${suffix.join('')}` });
}
