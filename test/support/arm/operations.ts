import { type ArmAnswer, ok } from './arm-answer';
import { uuidOf } from './invented-ids';
import type { ArmResource, Json } from './resource-store';

const DOCUMENT = 'Track asynchronous Azure operations';
const PATH = /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Resources\/operations\/([\w-]+)$/i;

/** Asynchronous operations that failed. Clients read their result at another address. */
export class Operations {
  /** Address of the Resource Manager: `https://<host>`. */
  origin = 'https://localhost';
  private readonly results = new Map<string, Json>();

  /** The answer to a write that fails after it was accepted. */
  failed(subscription: string, error: Json, resource: ArmResource | Json): ArmAnswer {
    const id = uuidOf(`operation ${this.results.size}`);
    this.results.set(id, { id, name: id, status: 'Failed', error });
    const path = `/subscriptions/${subscription}/providers/Microsoft.Resources/operations/${id}`;
    const address = `${this.origin}${path}?api-version=2020-06-01`;
    return { status: 201, body: resource, headers: { 'Azure-AsyncOperation': address }, document: DOCUMENT };
  }

  /** The result of an operation; undefined for other paths. */
  answer(method: string, path: string): ArmAnswer | undefined {
    const result = this.results.get(PATH.exec(path)?.[1] ?? '');
    return method === 'GET' && result !== undefined ? { ...ok(result), document: DOCUMENT } : undefined;
  }
}
