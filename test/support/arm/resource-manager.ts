import { type ArmAnswer, notFound, ok, refusal } from './arm-answer';
import { type ArmId, ArmKind, namespaceOf, parseArmId, RESOURCE_GROUP, subscriptionOf } from './arm-id';
import { AUTHORIZATION, roleDefinition, roleDefinitions } from './authorization';
import { COMPUTE } from './compute';
import { EVENT_GRID } from './event-grid';
import { KEY_VAULT } from './key-vault';
import { LOG_ANALYTICS } from './log-analytics';
import { MONITOR } from './monitor';
import { NETWORK } from './network';
import { ResourceProviders } from './resource-providers';
import { type ArmResource, type Json, merged, ResourceStore } from './resource-store';
import { STORAGE } from './storage';
import type { Behaviours, TypeBehaviour } from './type-behaviour';
import { WEB } from './web';

const BEHAVIOURS: Behaviours = {
  ...NETWORK,
  ...STORAGE,
  ...LOG_ANALYTICS,
  ...MONITOR,
  ...AUTHORIZATION,
  ...KEY_VAULT,
  ...COMPUTE,
  ...EVENT_GRID,
  ...WEB,
};

const NAME_AVAILABILITY = 'microsoft.web/checknameavailability';
const ROLE_DEFINITIONS = 'microsoft.authorization/roledefinitions';

/** A request as the Resource Manager sees it. */
export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

/** The Azure Resource Manager: stores resources of any type, and emulates additional behaviour of a few services. */
export class ResourceManager {
  readonly store = new ResourceStore();
  readonly providers = new ResourceProviders();
  /** Host and port for clients. */
  host = 'localhost';
  private readonly singles = new Map<string, Json>();
  private version = 0;

  /** Creates a resource as another client, including its resource group. */
  seed(id: string, body: Json): void {
    const parsed = parseArmId(id);
    if (parsed?.kind !== ArmKind.RESOURCE) throw new Error(`${id} is not a resource id`);
    if (parsed.type !== RESOURCE_GROUP && !this.isThere(parsed.parent)) this.seed(parsed.parent, body);
    this.write(parsed, body);
  }

  /** Returns the response to a request; undefined if the request is not supported. */
  answer(request: ArmRequest): ArmAnswer | undefined {
    const providers = this.providers.answer(request.method, request.path);
    if (providers !== undefined) return providers;
    const scope = /^(\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?)\/resources$/i.exec(
      request.path,
    )?.[1];
    if (scope !== undefined) return this.contents(request, scope);
    const id = parseArmId(request.path);
    if (id === undefined) return undefined;
    if (id.type === ROLE_DEFINITIONS) return this.roles(request, id);
    switch (id.kind) {
      case ArmKind.SUBSCRIPTION:
        return request.method === 'GET' ? ok(subscription(id)) : undefined;
      case ArmKind.COLLECTION:
        return this.collection(request, id);
      case ArmKind.RESOURCE:
        return this.resource(request, id);
    }
  }

  private resource({ method, body }: ArmRequest, id: ArmId): ArmAnswer | undefined {
    switch (method) {
      case 'GET':
        return this.read(id);
      case 'HEAD':
        return { status: this.read(id).status === 200 ? 204 : 404 };
      case 'PUT':
        return this.change(id, body);
      case 'PATCH': {
        const before = this.found(id);
        return before === undefined ? notFound(id.id) : this.change(id, merged(before, body));
      }
      case 'DELETE':
        return { status: this.store.delete(id.id) ? (behaviourOf(id).deletedStatus ?? 200) : 204 };
      default:
        return undefined;
    }
  }

  private read(id: ArmId): ArmAnswer {
    const found = this.found(id);
    return found === undefined ? notFound(id.id) : ok(this.shown(found));
  }

  private change(id: ArmId, body: Json): ArmAnswer {
    const refused = this.refuse(id, body);
    if (refused !== undefined) return refused;
    const { writtenStatus = 200 } = behaviourOf(id);
    return { status: writtenStatus, body: this.shown(this.write(id, body)) };
  }

  private refuse(id: ArmId, body: Json): ArmAnswer | undefined {
    if (id.type !== RESOURCE_GROUP) {
      const unregistered = this.providers.refuse(subscriptionOf(id.id), namespaceOf(id.type));
      if (unregistered !== undefined) return unregistered;
    }
    if (!this.isThere(id.parent)) {
      const isInGroup = parseArmId(id.parent)?.type === RESOURCE_GROUP;
      const code = isInGroup ? 'ResourceGroupNotFound' : 'ParentResourceNotFound';
      return refusal(404, code, `'${id.parent}', which '${id.id}' would be put into, could not be found.`);
    }
    const { store } = this;
    return behaviourOf(id).refuse?.({ id, body, before: store.get(id.id), store, host: this.host });
  }

  private write(id: ArmId, body: Json): ArmResource {
    const { store, host } = this;
    const { complete, afterWrite } = behaviourOf(id);
    const completed = complete?.({ id, body, before: store.get(id.id), store, host }) ?? body;
    this.version += 1;
    const resource = store.put(id, completed, this.version);
    const write = (other: string, content: Json) => this.write(parseArmId(other) as ArmId, content);
    afterWrite?.(resource, { store, write }, body);
    return resource;
  }

  private collection({ method, path, body }: ArmRequest, id: ArmId): ArmAnswer | undefined {
    if (method === 'POST' && id.type === NAME_AVAILABILITY) return ok({ nameAvailable: true });
    const single = this.single(method, id, body);
    if (single !== undefined) return single;
    if (method === 'GET')
      return ok({ value: this.store.list(id.type, id.parent).map((resource) => this.shown(resource)) });
    if (method !== 'POST') return undefined;
    const parent = parseArmId(id.parent);
    const resource = parent && this.found(parent);
    const action = parent && behaviourOf(parent).actions?.[id.name.toLowerCase()];
    if (action === undefined) return undefined;
    return resource === undefined ? notFound(path) : ok(action(resource));
  }

  /** A singleton of a resource, without a name. */
  private single(method: string, id: ArmId, body: Json): ArmAnswer | undefined {
    const owner = parseArmId(id.parent);
    const standing = owner && behaviourOf(owner).singles?.[id.name.toLowerCase()];
    if (standing === undefined || !['GET', 'PUT'].includes(method)) return undefined;
    const key = id.id.toLowerCase();
    if (method === 'PUT') this.singles.set(key, body);
    return ok(this.singles.get(key) ?? standing);
  }

  /** The resources of a group or the subscription, optionally filtered by type. */
  private contents({ method, query }: ArmRequest, scope: string): ArmAnswer | undefined {
    if (method !== 'GET') return undefined;
    if (!this.isThere(scope)) return notFound(scope);
    const type = /resourceType eq '([^']*)'/.exec(query.get('$filter') ?? '')?.[1];
    const resources =
      type === undefined ? this.store.tops(scope) : this.store.list(type.toLowerCase(), scope);
    return ok({ value: resources.map(({ id, name, type, location }) => ({ id, name, type, location })) });
  }

  private roles({ method, query }: ArmRequest, id: ArmId): ArmAnswer | undefined {
    if (method !== 'GET') return undefined;
    if (id.kind === ArmKind.COLLECTION) return ok({ value: roleDefinitions(query.get('$filter')) });
    const role = roleDefinition(id.name);
    return role === undefined ? notFound(id.id) : ok(role);
  }

  /** The stored resource, or its default. */
  private found(id: ArmId): ArmResource | undefined {
    const { standing } = behaviourOf(id);
    const written = this.store.get(id.id);
    if (written !== undefined || standing === undefined || !this.isThere(id.parent)) return written;
    return { id: id.id, name: id.name, type: id.typeAsWritten, properties: standing() };
  }

  private isThere(parent: string): boolean {
    const id = parseArmId(parent);
    return id !== undefined && (id.kind === ArmKind.SUBSCRIPTION || this.found(id) !== undefined);
  }

  private shown(resource: ArmResource): ArmResource {
    const { show } = BEHAVIOURS[resource.type.toLowerCase()] ?? {};
    return show?.(resource, this.store) ?? resource;
  }
}

function behaviourOf({ type }: ArmId): TypeBehaviour {
  return BEHAVIOURS[type] ?? {};
}

function subscription({ id, name }: ArmId) {
  return { id, subscriptionId: name, displayName: 'local', state: 'Enabled' };
}
