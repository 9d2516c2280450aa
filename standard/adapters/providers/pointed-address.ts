import { known, unknown, type Value } from '../../facts';
import type { DeclaredResource, DeclaredResources } from './declared-resource';

/** Address of the resource that an argument points at, else the id or name it gives. */
export function pointedAddress(
  resource: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<string> {
  const pointed = resource.pointed(argument);
  if (!pointed.known) return unknown(pointed.reason, argument);
  if (pointed.value === undefined) return unknown('it is not set', argument);
  return known(all.at(pointed.value.to)?.address ?? pointed.value.to, argument);
}
