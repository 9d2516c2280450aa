import { known, unknown, type Value } from '../../facts';
import type { DeclaredResource, DeclaredResources } from './declared-resource';

/** Returns the address of the resource that an argument references, or else the literal id or name. */
export function referencedAddress(
  resource: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<string> {
  const reference = resource.reference(argument);
  if (!reference.known) return unknown(reference.reason, argument);
  if (reference.value === undefined) return unknown('it is not set', argument);
  const { target } = reference.value;
  return known(all.at(target)?.address ?? target, argument);
}
