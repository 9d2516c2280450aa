import { mapValue, UnknownCause, unknown, unknownAt, type Value } from '../../facts';
import { comparableId } from '../../facts/comparable-id';
import type { DeclaredResource, DeclaredResources, ResourceReference } from './declared-resource';

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
  const isSet = (each: ResourceReference | undefined) => each !== undefined;
  if (!reference.known && !reference.candidates?.every(isSet)) return unknownAt(reference, argument);
  if (reference.known && !isSet(reference.value))
    return unknown('it is not set', argument, UnknownCause.NOT_SET);
  const referenced = mapValue(reference as Value<ResourceReference>, ({ target }): Referenced => {
    const found = all.at(target);
    return found ? { resource: found, address: found.fact.address } : { address: comparableId(target) };
  });
  return { ...referenced, at: argument };
}

/** Returns the address of the resource that an argument refers to, or else the literal id or name. */
export function referencedAddress(
  resource: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<string> {
  return mapValue(referencedResource(resource, argument, all), ({ address }) => address);
}
