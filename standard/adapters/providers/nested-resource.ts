import type { DeclaredResource, DeclaredResources } from './declared-resource';

/**
 * Returns the resource of the app that the text at a path in the first blocks of an argument refers to, by its address, or by its
 * id or one of its attributes.
 */
export function nestedResource(
  resource: DeclaredResource,
  argument: string,
  path: readonly string[],
  all: DeclaredResources,
): DeclaredResource | undefined {
  const reference = resource.nestedReference?.(argument, path);
  if (!reference?.known || reference.value === undefined) return undefined;
  const text = reference.value;
  return all.at(text) ?? all.at(text.replace(/\.\w+$/, ''));
}
