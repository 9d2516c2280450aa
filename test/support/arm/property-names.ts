import type { Json } from './resource-store';

/** Names of properties, with those of the objects below them. `true` stands for any value. */
export interface PropertyNames {
  readonly [name: string]: true | PropertyNames;
}

/** Names of properties with any value, from a text. */
export function names(text: string): PropertyNames {
  return Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((name) => [name, true]),
  );
}

/** Paths of properties that are not declared, such as `siteConfig.minTls`. */
export function undeclared(properties: Json, declared: PropertyNames, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const below = declared[name];
    if (below === undefined) return [`${path}${name}`];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return below === true || !isObject ? [] : undeclared(value as Json, below, `${path}${name}.`);
  });
}
