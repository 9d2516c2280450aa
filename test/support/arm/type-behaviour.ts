import type { ArmAnswer } from './arm-answer';
import type { ArmId } from './arm-id';
import type { ArmResource, Json, ResourceStore } from './resource-store';

/** Behaviour of a service beyond storing resources. All members are optional. */
export interface TypeBehaviour {
  /** Properties of a resource that exists with its parent, before the first write. */
  standing?(): Json;
  /** The error of a rejected write. */
  refuse?(write: Write): ArmAnswer | undefined;
  /** The body with values that the service adds: endpoints, keys, defaults. */
  complete?(write: Write): Json;
  /** Side effects of a write. */
  afterWrite?(resource: ArmResource, cloud: CloudOfType, body: Json): void;
  /** Additional properties of a GET response. */
  show?(resource: ArmResource, store: ResourceStore): ArmResource;
  /** Answers to POST, by the action's name in lower case. */
  readonly actions?: { readonly [action: string]: (resource: ArmResource) => unknown };
  /** Singletons of a service, by name in lower case: the body of the last PUT. */
  readonly singles?: { readonly [name: string]: Json };
  /** @default 200 */
  readonly writtenStatus?: number;
  /** @default 200 */
  readonly deletedStatus?: number;
}

/** A PUT or PATCH request. */
export interface Write {
  readonly id: ArmId;
  readonly body: Json;
  readonly before: ArmResource | undefined;
  readonly store: ResourceStore;
  /** Host and port of the stand-in. */
  readonly host: string;
}

/** The resources that a service can access for its side effects. */
export interface CloudOfType {
  readonly store: ResourceStore;
  write(id: string, body: Json): ArmResource;
}

/** Behaviours by type, in lower case. */
export type Behaviours = { readonly [type: string]: TypeBehaviour };

/** The properties of a body. */
export function propertiesOf(body: Json): Json {
  return (body.properties ?? {}) as Json;
}

/** A body with default properties. */
export function withDefaults(body: Json, defaults: Json): Json {
  return { ...body, properties: { ...defaults, ...propertiesOf(body) } };
}

/** A body with properties that the service overrides. */
export function withDecided(body: Json, decided: Json): Json {
  return { ...body, properties: { ...propertiesOf(body), ...decided } };
}
