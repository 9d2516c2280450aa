import type { ValueType } from './provider-schema';

/** Problems of a value that has another type than expected, each with its path. An expression can have any type. */
export function valueProblems(value: unknown, type: ValueType): string[] {
  if (isExpression(value) || type === 'dynamic') return [];
  if (typeof type === 'string') return isPrimitive(value, type) ? [] : [wrongType(value, type)];
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      if (!Array.isArray(value)) return [wrongType(value, kind)];
      return value.flatMap((item, index) => valueProblems(item, inner).map((each) => `[${index}]${each}`));
    case 'map':
      if (!isObject(value)) return [wrongType(value, kind)];
      return Object.entries(value).flatMap(([key, item]) =>
        valueProblems(item, inner).map((each) => `.${key}${each}`),
      );
    case 'object':
      if (!isObject(value)) return [wrongType(value, kind)];
      return Object.entries(value).flatMap(([key, item]) => memberProblems(key, item, inner[key]));
  }
}

function memberProblems(key: string, value: unknown, type: ValueType | undefined): string[] {
  if (type === undefined) return [`.${key}: is unknown`];
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

function wrongType(value: unknown, wanted: string): string {
  return `: expected a ${wanted}, received ${JSON.stringify(value)}`;
}
