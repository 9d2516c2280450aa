import { FIELDS_BY_NAME } from '../../../aws/fields';
import { Interpolator, interpolationMark } from '../../../aws/format/interpolation-mark';
import { known, unknown, type Value } from '../../facts';
import type { Pointed } from '../providers/declared-resource';

/** `${...}` that is not written `$${...}`. */
const EXPRESSION = /(?<!\$)\$\{([^{}]*)\}/g;
const REFERENCE = /^([a-z][a-z0-9_]*)\.([A-Za-z0-9_-]+)(?:\[[^\]]*\])*(?:\.[a-z_]+)?$/;
const NOT_RESOURCES = ['var', 'local', 'data', 'module', 'each', 'count', 'self', 'path', 'terraform'];

/**
 * A value of Terraform's JSON: texts with expressions are known only when they are applied. What stands alone in an
 * expression and is a field of a flow log was meant as one: Terraform takes it for its own.
 */
export function plainValue(value: unknown): Value<unknown> {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) {
    const items = value.map(plainValue);
    const open = items.find((item) => !item.known);
    return open ?? known(items.map((item) => (item.known ? item.value : undefined)));
  }
  if (typeof value === 'object' && value !== null) {
    const entries: [string, unknown][] = [];
    for (const [key, each] of Object.entries(value)) {
      if (key === '//') continue;
      const item = plainValue(each);
      // in a block the rest can be read all the same
      entries.push([key, item.known ? item.value : each]);
    }
    return known(Object.fromEntries(entries));
  }
  // tokens of numbers that CDKTF has not resolved are far below zero
  if (typeof value === 'number' && value < -1e200) return unknown('it is a token of CDKTF');
  return known(value);
}

function plainText(text: string): Value<string> {
  let open: string | undefined;
  const marked = text.replace(EXPRESSION, (_, inner: string) => {
    if (FIELDS_BY_NAME.has(inner.trim())) return interpolationMark(Interpolator.TERRAFORM, inner.trim());
    open ??= inner.trim();
    return '';
  });
  if (open !== undefined) return unknown(`it is ${open}, which is known when it is applied`);
  return known(marked.replaceAll('$${', () => '${').replaceAll('%%{', '%{'));
}

/** What a text points at: `${aws_s3_bucket.logs.arn}/vpc/` is a resource, and a folder. */
export function pointedBy(text: string): Value<Pointed> {
  const whole = /^\$\{([^{}]*)\}([^$]*)$/.exec(text);
  if (!whole) {
    const plain = plainText(text);
    return plain.known ? known({ to: plain.value, rest: '' }) : plain;
  }
  const [, inner = '', rest = ''] = whole;
  const [, type = '', name = ''] = REFERENCE.exec(inner.trim()) ?? [];
  if (type === '' || NOT_RESOURCES.includes(type))
    return unknown(`it is ${inner.trim()}, which is known when it is applied`);
  return known({ to: `${type}.${name}`, rest });
}
