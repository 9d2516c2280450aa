import type { TerraformValue } from './terraform-value';

/** Converts plain JSON to a value. Text is taken literally: it contains no expressions. */
export function valueOfJson(json: unknown, depth = 0): TerraformValue {
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
  if (json === null || json === undefined || depth > 200) return null;
  if (Array.isArray(json)) return json.map((item) => valueOfJson(item, depth + 1));
  return new Map(Object.entries(json).map(([key, item]) => [key, valueOfJson(item, depth + 1)]));
}
