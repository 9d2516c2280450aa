import type { ValueType } from './provider-schema';

/** Why a value is not of a type, with the path to what is wrong in front; an expression can be of any type. */
export function valueProblems(value: unknown, type: ValueType): string[] {
  if (isExpression(value) || type === 'dynamic') return [];
  if (typeof type === 'string') return isPrimitive(value, type) ? [] : [is(value, type)];
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      if (!Array.isArray(value)) return [is(value, kind)];
      return value.flatMap((item, index) => valueProblems(item, inner).map((each) => `[${index}]${each}`));
    case 'map':
      if (!isObject(value)) return [is(value, kind)];
      return Object.entries(value).flatMap(([key, item]) =>
        valueProblems(item, inner).map((each) => `.${key}${each}`),
      );
    case 'object':
      if (!isObject(value)) return [is(value, kind)];
      return Object.entries(value).flatMap(([key, item]) => memberProblems(key, item, inner[key]));
  }
}

function memberProblems(key: string, value: unknown, type: ValueType | undefined): string[] {
  if (type === undefined) return [`.${key}: is not known`];
  return value === null ? [] : valueProblems(value, type).map((each) => `.${key}${each}`);
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

function isPrimitive(value: unknown, type: 'string' | 'number' | 'bool'): boolean {
  return typeof value === (type === 'bool' ? 'boolean' : type);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function is(value: unknown, wanted: string): string {
  return `: is ${JSON.stringify(value)}, a ${wanted} is needed`;
}
