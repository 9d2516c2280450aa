import { type ArmAnswer, notFound, ok, refusal, UNTAUGHT_STATUS, untaught } from './arm-answer';
import {
  type ArmId,
  ArmKind,
  keyOf,
  namespaceOf,
  parseArmId,
  RESOURCE_GROUP,
  subscriptionOf,
} from './arm-id';
import type { ArmRequest } from './arm-request';
import { behaviourOf, documentsOf } from './arm-types';
import { DEPLOYMENT, deploy, deploymentAction, returnedTemplate } from './deployments';
import { listed, roles, subscription, unsupported, untaughtRequest, withoutResources } from './listings';
import { LockedOperation, refuseLocked } from './locks';
import { missingParent } from './missing-parent';
import { Operations } from './operations';
import { ResourceProviders } from './resource-providers';
import { type ArmResource, type Json, merged, ResourceStore } from './resource-store';
import { RoleGrants } from './role-grants';
import { Singletons } from './singletons';
import { receivesRows } from './traffic-analytics';
import type { CloudOfType, CloudOptions } from './type-behaviour';

const ROLE_DEFINITIONS = 'microsoft.authorization/roledefinitions';

/** Settings of the stand-in. */
export type ManagerOptions = Partial<CloudOptions>;

/**
 * The Azure Resource Manager. It stores resources of the types that were declared from documents, with the additional
 * behaviour of their services, and refuses everything else.
 */
export class ResourceManager {
  readonly store = new ResourceStore();
  readonly providers = new ResourceProviders();
  readonly operations = new Operations();
  readonly cloud: CloudOfType;
  private readonly byServices = new Set<string>();
  private readonly singles = new Singletons();
  private version = 0;

  /** @param options @default - roles take effect at once, and Azure creates network watchers */
  constructor({ roleDelayMs = 0, createsWatchers = true }: ManagerOptions = {}) {
    this.cloud = {
      options: { roleDelayMs, createsWatchers },
      store: this.store,
      roles: new RoleGrants(this.store, roleDelayMs),
      memory: { softDeleted: new Map(), silenced: new Set(), nextNumber: () => ++this.version },
      write: (id, body) => {
        this.byServices.add(keyOf(id));
        return this.write(parseArmId(id) as ArmId, body);
      },
      remove: (id) => void this.remove(id, new URLSearchParams()),
    };
  }

  /** Creates a resource as another client, including its resource group. */
  seed(id: string, body: Json): void {
    const parsed = parseArmId(id);
    if (parsed?.kind !== ArmKind.RESOURCE) throw new Error(`${id} is not a resource id`);
    if (behaviourOf(parsed.type) === undefined) throw new Error(`the stand-in was not taught ${parsed.type}`);
    if (parsed.type !== RESOURCE_GROUP && !this.isThere(parsed.parent)) this.seed(parsed.parent, body);
    this.write(parsed, body);
  }

  /** Whether Traffic Analytics writes rows to a workspace. */
  receivesTrafficAnalytics(workspaceId: string): boolean {
    return receivesRows(workspaceId, this.cloud);
  }

  /** Ids of the resources that clients created, in order. Services created the others by themselves. */
  ofClients(): string[] {
    return this.store.ids().filter((id) => !this.byServices.has(keyOf(id)));
  }

  /** Keys of what a request occupies while it runs. */
  occupied({ method, path, body }: ArmRequest): readonly string[] {
    const id = method === 'PUT' ? parseArmId(path) : undefined;
    const keys = (id && behaviourOf(id.type)?.occupies?.(id, body)) ?? [];
    return keys.map((key) => key.toLowerCase());
  }

  /** Returns the response to a request. An action has the document of its resource; what was not taught is 501. */
  answer(request: ArmRequest): ArmAnswer {
    const { method, path } = request;
    const answer = this.answered(request) ?? untaught(`${method} ${path}`);
    if (answer.document !== undefined || answer.status === UNTAUGHT_STATUS) return answer;
    const { type = '', parent = '' } = parseArmId(path) ?? {};
    return { ...answer, document: [type, parseArmId(parent)?.type ?? ''].flatMap(documentsOf)[0] };
  }

  private answered(request: ArmRequest): ArmAnswer | undefined {
    const operation = this.operations.answer(request.method, request.path);
    if (operation !== undefined) return operation;
    const providers = this.providers.answer(request.method, request.path);
    if (providers !== undefined) return providers;
    const scope = /^(\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?)\/resources$/i.exec(
      request.path,
    )?.[1];
    if (scope !== undefined)
      return this.isThere(scope) ? listed(request, scope, this.store) : notFound(scope);
    const id = parseArmId(request.path);
    if (id === undefined) return undefined;
    if (id.type === ROLE_DEFINITIONS) return roles(request, id);
    switch (id.kind) {
      case ArmKind.SUBSCRIPTION:
        return request.method === 'GET' ? subscription(id) : undefined;
      case ArmKind.COLLECTION:
        return this.collection(request, id);
      case ArmKind.RESOURCE:
        return untaughtRequest(request, id, behaviourOf(id.type)) ?? this.resource(request, id);
    }
  }

  private resource(request: ArmRequest, id: ArmId): ArmAnswer | undefined {
    const { method, body } = request;
    switch (method) {
      case 'GET':
        return this.read(id);
      case 'HEAD':
        return { status: this.read(id).status === 200 ? 204 : 404 };
      case 'PUT':
        return id.type === DEPLOYMENT ? this.deployment(request, id) : this.change(id, body);
      case 'PATCH': {
        const before = this.found(id);
        return before === undefined ? notFound(id.id) : this.change(id, merged(before, body));
      }
      case 'DELETE':
        return this.deletion(request, id);
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
    const { writtenStatus = 200 } = behaviourOf(id.type) ?? {};
    return { status: writtenStatus, body: this.shown(this.write(id, body)) };
  }

  /** Deploys a template. The failure of a nested resource is the result of the operation. */
  private deployment({ body }: ArmRequest, id: ArmId): ArmAnswer {
    const refused = this.refuse(id, body);
    if (refused !== undefined) return refused;
    const result = deploy(id, body, this.store, (nested, version, contents) =>
      this.answer({
        method: 'PUT',
        path: nested,
        query: new URLSearchParams({ 'api-version': version }),
        body: contents,
      }),
    );
    if ('refused' in result) return result.refused;
    const { tags } = body;
    const written = this.write(id, { tags, properties: result.properties, template: returnedTemplate(body) });
    if (result.error === undefined) return ok(written);
    return this.operations.failed(subscriptionOf(id.id), result.error, written);
  }

  private deletion({ query }: ArmRequest, id: ArmId): ArmAnswer {
    const { deletedStatus = 200 } = behaviourOf(id.type) ?? {};
    const found = this.store.get(id.id);
    if (found === undefined) return { status: 204 };
    const locked = refuseLocked(id.id, LockedOperation.DELETE, this.store);
    if (locked !== undefined) return locked;
    if (deletedStatus >= 400) {
      const message = `${id.typeAsWritten} has no operation that deletes it.`;
      return refusal(deletedStatus, 'MethodNotAllowed', message, documentsOf(id.type)[0] ?? '');
    }
    this.remove(id.id, query);
    return { status: deletedStatus };
  }

  /** Deletes a resource and what it contains. Services see each deletion. */
  private remove(id: string, query: URLSearchParams): void {
    for (const resource of this.store.delete(id))
      behaviourOf(resource.type)?.afterDelete?.(resource, this.cloud, query);
  }

  private refuse(id: ArmId, body: Json): ArmAnswer | undefined {
    const { store, cloud } = this;
    if (id.type !== RESOURCE_GROUP) {
      const unregistered = this.providers.refuse(subscriptionOf(id.id), namespaceOf(id.type));
      if (unregistered !== undefined) return unregistered;
    }
    if (!this.isThere(id.parent)) return missingParent(id);
    const locked = refuseLocked(id.id, LockedOperation.WRITE, store);
    return locked ?? behaviourOf(id.type)?.refuse?.({ id, body, before: store.get(id.id), store, cloud });
  }

  private write(id: ArmId, body: Json): ArmResource {
    const { store, cloud } = this;
    const { complete, afterWrite } = behaviourOf(id.type) ?? {};
    const completed = complete?.({ id, body, before: store.get(id.id), store, cloud }) ?? body;
    this.version += 1;
    const resource = store.put(id, completed, this.version);
    afterWrite?.(resource, cloud, body);
    return resource;
  }

  private collection(request: ArmRequest, id: ArmId): ArmAnswer | undefined {
    const { method, query, body } = request;
    const extra = withoutResources(method, id, this.cloud);
    if (extra !== undefined) return extra;
    const single = this.singles.answer(request, id);
    if (single !== undefined) return single;
    const behaviour = behaviourOf(id.type);
    if (method === 'GET')
      return (
        unsupported(id.type, behaviour, query) ??
        ok({ value: this.store.list(id.type, id.parent).map((resource) => this.shown(resource)) })
      );
    const parent = method === 'POST' ? parseArmId(id.parent) : undefined;
    if (parent === undefined) return undefined;
    return unsupported(parent.type, behaviourOf(parent.type), query) ?? this.action(id, parent, body);
  }

  private action(id: ArmId, parent: ArmId, body: Json): ArmAnswer | undefined {
    const name = id.name.toLowerCase();
    const found = this.found(parent);
    if (parent.type === DEPLOYMENT) return deploymentAction(name, parent, body, found, this.store);
    const action = behaviourOf(parent.type)?.actions?.[name];
    if (action === undefined) return untaught(`the action ${id.name} of ${parent.typeAsWritten}`);
    return found === undefined ? notFound(parent.id) : ok(action(found));
  }

  /** The stored resource, or its default. */
  private found(id: ArmId): ArmResource | undefined {
    const { standing } = behaviourOf(id.type) ?? {};
    const written = this.store.get(id.id);
    if (written !== undefined || standing === undefined || !this.isThere(id.parent)) return written;
    return { id: id.id, name: id.name, type: id.typeAsWritten, properties: standing() };
  }

  private isThere(parent: string): boolean {
    const id = parseArmId(parent);
    return id !== undefined && (id.kind === ArmKind.SUBSCRIPTION || this.found(id) !== undefined);
  }

  private shown(resource: ArmResource): ArmResource {
    return behaviourOf(resource.type)?.show?.(resource, this.store) ?? resource;
  }
}
