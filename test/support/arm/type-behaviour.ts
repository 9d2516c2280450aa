import type { ArmAnswer } from './arm-answer';
import type { ArmId } from './arm-id';
import type { PropertyNames } from './property-names';
import type { ArmResource, Json, ResourceStore } from './resource-store';
import type { RoleGrants } from './role-grants';

/** Behaviour of a type of resources. A type without a declaration is refused. */
export interface TypeBehaviour {
  /** API versions that clients use. Others are refused. */
  readonly versions: readonly string[];
  /** Titles of documents beside the type's template reference. */
  readonly documents?: readonly string[];
  /** Names of the resources, if the service has fixed ones. Writes of others are refused. */
  readonly names?: readonly string[];
  /** Properties of bodies, for types that templates or azapi write. Others are refused. @default - any: azurerm checks them */
  readonly properties?: PropertyNames;
  /** Properties of a resource that exists with its parent, before the first write. */
  standing?(): Json;
  /** The error of a rejected write. */
  refuse?(write: Write): ArmAnswer | undefined;
  /** The body with values that the service adds: endpoints, keys, defaults. */
  complete?(write: Write): Json;
  /** Side effects of a write. */
  afterWrite?(resource: ArmResource, cloud: CloudOfType, body: Json): void;
  /** Side effects of a deletion. */
  afterDelete?(resource: ArmResource, cloud: CloudOfType, query: URLSearchParams): void;
  /** Additional properties of a GET response. */
  show?(resource: ArmResource, store: ResourceStore): ArmResource;
  /** Answers to POST, by the action's name in lower case. */
  readonly actions?: { readonly [action: string]: (resource: ArmResource) => unknown };
  /** Singletons of a service, by name in lower case: the body of the last PUT. */
  readonly singles?: { readonly [name: string]: Single };
  /** Keys of what a write occupies while it runs: another write that needs one of them fails. @default - none */
  occupies?(id: ArmId, body: Json): readonly string[];
  /** @default 200 */
  readonly writtenStatus?: number;
  /** @default 200 */
  readonly deletedStatus?: number;
}

/** A singleton of a resource, with its own API versions. */
export interface Single {
  readonly versions: readonly string[];
  readonly body: Json;
}

/** A PUT or PATCH request. */
export interface Write {
  readonly id: ArmId;
  readonly body: Json;
  readonly before: ArmResource | undefined;
  readonly store: ResourceStore;
  readonly cloud: CloudOfType;
}

/** What a service can access beside the resource of a request. */
export interface CloudOfType {
  readonly store: ResourceStore;
  readonly roles: RoleGrants;
  readonly memory: CloudMemory;
  readonly options: CloudOptions;
  write(id: string, body: Json): ArmResource;
  remove(id: string): void;
}

/** Settings of the stand-in. */
export interface CloudOptions {
  /** Milliseconds until a new role assignment takes effect. */
  readonly roleDelayMs: number;
  /** Whether Azure creates a network watcher with the first network of a region. A subscription can opt out. */
  readonly createsWatchers: boolean;
}

/** What services remember of deleted resources, by id in lower case. */
export interface CloudMemory {
  /** Deleted workspaces that can be recovered. */
  readonly softDeleted: Map<string, ArmResource>;
  /** Workspaces that Traffic Analytics no longer writes to. */
  readonly silenced: Set<string>;
  /** A number that is new at each call. */
  nextNumber(): number;
}

/** Behaviours by type, as ARM spells it. */
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

/** The region of a body or resource, as ARM compares it. */
export function locationOf({ location }: Json): string {
  return String(location).toLowerCase().replace(/ /g, '');
}
