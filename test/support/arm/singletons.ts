import { type ArmAnswer, ok } from './arm-answer';
import { type ArmId, parseArmId } from './arm-id';
import type { ArmRequest } from './arm-request';
import { behaviourOf } from './arm-types';
import { unsupported } from './listings';
import type { Json } from './resource-store';

/** Singletons of resources, which have no names. */
export class Singletons {
  private readonly bodies = new Map<string, Json>();

  /** The answer to a request; undefined if the id is not one of a singleton. */
  answer({ method, query, body }: ArmRequest, { id, name, type, parent }: ArmId): ArmAnswer | undefined {
    const owner = parseArmId(parent);
    const single = owner && behaviourOf(owner.type)?.singles?.[name.toLowerCase()];
    if (single === undefined || !['GET', 'PUT'].includes(method)) return undefined;
    const refused = unsupported(type, single, query);
    if (refused !== undefined) return refused;
    const key = id.toLowerCase();
    if (method === 'PUT') this.bodies.set(key, body);
    return ok(this.bodies.get(key) ?? single.body);
  }
}
