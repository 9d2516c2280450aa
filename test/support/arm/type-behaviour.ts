import type { ArmAnswer } from './arm-answer';
import type { ArmId } from './arm-id';
import type { ArmResource, Json, ResourceStore } from './resource-store';

/** What a service does beyond keeping what it is sent. Everything is optional: most types only keep. */
export interface TypeBehaviour {
  /** Properties of a resource that is there with its parent, before anybody writes it. */
  standing?(): Json;
  /** Why a write is refused. */
  refuse?(write: Write): ArmAnswer | undefined;
  /** The body with what the service adds: endpoints, keys, defaults. */
  complete?(write: Write): Json;
  /** What the service does elsewhere after a write, with the body that came in. */
  afterWrite?(resource: ArmResource, cloud: CloudOfType, body: Json): void;
  /** What a GET shows beyond what was kept. */
  show?(resource: ArmResource, store: ResourceStore): ArmResource;
  /** Answers to POST, by the action's name in lower case. */
  readonly actions?: { readonly [action: string]: (resource: ArmResource) => unknown };
  /** Where a service keeps a collection's name for a single thing: what PUT wrote to it, by that name in lower case. */
  readonly singles?: { readonly [name: string]: Json };
  /** @default 200 */
  readonly writtenStatus?: number;
  /** @default 200 */
  readonly deletedStatus?: number;
}

/** A PUT or PATCH that has come in. */
export interface Write {
  readonly id: ArmId;
  readonly body: Json;
  readonly before: ArmResource | undefined;
  readonly store: ResourceStore;
  /** Host and port of the stand-in. */
  readonly host: string;
}

/** What a service can reach when it writes by itself. */
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

/** A body with more properties; those it has win. */
export function withDefaults(body: Json, defaults: Json): Json {
  return { ...body, properties: { ...defaults, ...propertiesOf(body) } };
}

/** A body with properties that the service decides. */
export function withDecided(body: Json, decided: Json): Json {
  return { ...body, properties: { ...propertiesOf(body), ...decided } };
}
