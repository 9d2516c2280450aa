import type { ArmAnswer } from './arm-answer';
import { parseArmId } from './arm-id';
import { behaviourOf } from './arm-types';
import { BUILT_IN_ROLES } from './built-in-roles';
import { SUBSCRIPTION, uuidOf } from './invented-ids';
import { type ManagerOptions, ResourceManager } from './resource-manager';
import type { Json } from './resource-store';

/** The group of the resources of a test. */
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/flows`;
const LOCATION = 'westeurope';

/** A client of the stand-in without a network, in a subscription that registered every provider. */
export class StandInClient {
  readonly manager: ResourceManager;

  constructor(options: ManagerOptions = {}) {
    this.manager = new ResourceManager(options);
    this.manager.providers.registerAll(SUBSCRIPTION);
    this.manager.seed(GROUP, { location: LOCATION });
  }

  /** Sends a request with an API version of the type. */
  send(method: string, path: string, body: Json = {}, parameters: Record<string, string> = {}): ArmAnswer {
    const type = parseArmId(path)?.type ?? '';
    const owner = type.split('/').slice(0, -1).join('/');
    const [version = '2020-01-01'] = (behaviourOf(type) ?? behaviourOf(owner))?.versions ?? [];
    const query = new URLSearchParams({ 'api-version': version, ...parameters });
    return this.manager.answer({ method, path, query, body });
  }

  put(path: string, body: Json = {}): ArmAnswer {
    return this.send('PUT', path, { location: LOCATION, ...body });
  }

  /** Writes a resource that the test needs. Returns its id. */
  make(path: string, body: Json = {}): string {
    const { status, body: answer } = this.put(path, body);
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return path;
  }

  /** Assigns a built-in role. */
  grant(principalId: string, role: string, scope: string): void {
    const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${BUILT_IN_ROLES[role]}`;
    this.make(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/${uuidOf(scope + principalId + role)}`,
      { properties: { principalId, roleDefinitionId } },
    );
  }
}
