import { type ArmId, keyOf, parseArmId, RESOURCE_GROUP } from './arm-id';

/** A JSON object. */
export type Json = { [key: string]: unknown };

/** A resource as ARM sends it. */
export interface ArmResource extends Json {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Json;
}

/** All resources by id. */
export class ResourceStore {
  private readonly resources = new Map<string, ArmResource>();

  get(id: string): ArmResource | undefined {
    return this.resources.get(keyOf(id));
  }

  /** Writes a resource, and keeps the original spelling of its id. */
  put(id: ArmId, body: Json, version: number): ArmResource {
    const before = this.get(id.id);
    const resource = {
      ...body,
      id: before?.id ?? id.id,
      name: before?.name ?? id.name,
      type: id.typeAsWritten,
      etag: `W/"${version}"`,
      properties: { ...(body.properties as Json | undefined), provisioningState: 'Succeeded' },
    };
    this.resources.set(keyOf(id.id), resource);
    return resource;
  }

  /** Deletes a resource and its children. Returns the deleted resources, children first. */
  delete(id: string): ArmResource[] {
    const deleted = [...this.below(id).reverse(), this.get(id)].filter((each) => each !== undefined);
    for (const gone of deleted) this.resources.delete(keyOf(gone.id));
    return deleted;
  }

  /** The resources of a type below a scope. */
  list(type: string, scope: string): ArmResource[] {
    return this.below(scope).filter((resource) => resource.type.toLowerCase() === type);
  }

  /** The top-level resources of a scope. */
  tops(scope: string): ArmResource[] {
    return this.below(scope).filter(({ id }) => {
      const parent = parseArmId(parseArmId(id)?.parent ?? '');
      return parent?.type === RESOURCE_GROUP;
    });
  }

  /** Ids of all resources, in order. */
  ids(): string[] {
    return [...this.resources.values()].map(({ id }) => id).sort();
  }

  private below(scope: string): ArmResource[] {
    const prefix = `${keyOf(scope)}/`;
    return [...this.resources].filter(([key]) => key.startsWith(prefix)).map(([, resource]) => resource);
  }
}

/** Merges objects and replaces all other values, like PATCH. */
export function merged(before: Json, change: Json): Json {
  const result = { ...before };
  for (const [key, value] of Object.entries(change)) {
    const old = result[key];
    result[key] = isJson(old) && isJson(value) ? merged(old, value) : value;
  }
  return result;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
