import { known, mapValue, UnknownCause, unknown, unknownAt, type Value } from '../../facts';
import { comparableId } from '../../facts/comparable-id';
import type { DeclaredResource, DeclaredResources } from './declared-resource';

/** What an argument refers to. */
export interface Referenced {
  /** The resource of the app; `undefined` if the app does not declare it. */
  readonly resource?: DeclaredResource;
  /** Address of the resource, or else the literal id or name in the form in which it is compared. */
  readonly address: string;
}

/** Returns what an argument refers to; unknown if the argument is not set. */
export function referencedResource(
  resource: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<Referenced> {
  const reference = resource.reference(argument);
  if (!reference.known) return unknownAt(reference, argument);
  if (reference.value === undefined) return unknown('it is not set', argument, UnknownCause.NOT_SET);
  const { target } = reference.value;
  const found = all.at(target);
  return known(
    found ? { resource: found, address: found.fact.address } : { address: comparableId(target) },
    argument,
  );
}

/** Returns the address of the resource that an argument refers to, or else the literal id or name. */
export function referencedAddress(
  resource: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<string> {
  return mapValue(referencedResource(resource, argument, all), ({ address }) => address);
}
