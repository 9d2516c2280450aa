/** Returns a JSON object unchanged, and an empty object for any other value. */
export function objectOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {};
}

/** Returns an own entry of an object; `undefined` for `__proto__` and other inherited names. */
export function entryOf<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
