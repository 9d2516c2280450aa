import { FIELDS_BY_NAME } from '../../../aws/fields';
import { Interpolator, interpolationMark } from '../../../aws/format/interpolation-mark';
import { known, mapValue, unknown, type Value } from '../../facts';
import type { ResourceReference } from '../providers/declared-resource';

/** An expression `${...}`. A dollar sign before it makes the escaped form `$${...}`. */
const EXPRESSION = /(\$?)\$\{([^{}]*)\}/g;
const REFERENCE = /^([a-z][a-z0-9_]*)\.([A-Za-z0-9_-]+)(?:\[[^\]]*\])*(?:\.[a-z_]+)?$/;
const NOT_RESOURCES = ['var', 'local', 'data', 'module', 'each', 'count', 'self', 'path', 'terraform'];

/**
 * Evaluates a value of a Terraform configuration in JSON. A string with an expression is unknown before the apply. An
 * expression that consists of a flow log field, such as `${srcaddr}`, is marked: the author meant the field, but
 * Terraform interpolates it.
 */
export function evaluate(value: unknown): Value<unknown> {
  if (typeof value === 'string') return evaluateText(value);
  if (Array.isArray(value)) {
    const items = value.map(evaluate);
    const unknownItem = items.find((item) => !item.known);
    return unknownItem ?? known(items.map((item) => (item.known ? item.value : undefined)));
  }
  if (typeof value === 'object' && value !== null) {
    const entries: [string, unknown][] = [];
    for (const [key, each] of Object.entries(value)) {
      if (key === '//') continue;
      const item = evaluate(each);
      // an unknown value does not make the other values of the block unknown
      entries.push([key, item.known ? item.value : each]);
    }
    return known(Object.fromEntries(entries));
  }
  // CDKTF encodes unresolved numbers as large negative numbers
  if (typeof value === 'number' && value < -1e200) return unknown('it is an unresolved CDKTF token');
  return known(value);
}

function evaluateText(text: string): Value<string> {
  let unknownExpression: string | undefined;
  const marked = text.replace(EXPRESSION, (whole, dollar: string, inner: string) => {
    if (dollar !== '') return whole;
    if (FIELDS_BY_NAME.has(inner.trim())) return interpolationMark(Interpolator.TERRAFORM, inner.trim());
    unknownExpression ??= inner.trim();
    return '';
  });
  if (unknownExpression !== undefined)
    return unknown(`it is ${unknownExpression}, which is known only after the apply`);
  return known(marked.replaceAll('$${', () => '${').replaceAll('%%{', '%{'));
}

/** Parses a reference: `${aws_s3_bucket.logs.arn}/vpc/` has the target `aws_s3_bucket.logs` and the suffix `/vpc/`. */
export function parseReference(text: string): Value<ResourceReference> {
  const match = /^\$\{([^{}]*)\}([^$]*)$/.exec(text);
  if (!match) {
    const literal = evaluateText(text);
    return mapValue(literal, (target) => ({ target, suffix: '' }));
  }
  const [, inner = '', suffix = ''] = match;
  const [, type = '', name = ''] = REFERENCE.exec(inner.trim()) ?? [];
  if (type === '' || NOT_RESOURCES.includes(type))
    return unknown(`it is ${inner.trim()}, which is known only after the apply`);
  return known({ target: `${type}.${name}`, suffix });
}
