import { keyOf } from './arm-id';
import { BUILT_IN_ROLES } from './built-in-roles';
import type { ResourceStore } from './resource-store';

const ROLE_ASSIGNMENT = 'microsoft.authorization/roleassignments';

/** The document of every answer that depends on the age of a role assignment. */
export const ROLE_DELAY_DOCUMENT =
  'Troubleshoot Azure RBAC: Azure role assignment changes are not being detected';

/**
 * The roles that are in effect. A role assignment takes effect some time after its creation, on its scope and everything
 * below.
 *
 * Source: "Troubleshoot Azure RBAC": up to ten minutes.
 */
export class RoleGrants {
  constructor(
    private readonly store: ResourceStore,
    /** Milliseconds until a new role assignment takes effect. */
    readonly delayMs: number,
  ) {}

  /** Returns whether a principal has one of the built-in roles on a resource, in effect. */
  has(principal: string | undefined, resourceId: string, roles: readonly string[]): boolean {
    const ids = roles.map(roleId);
    return this.store.list(ROLE_ASSIGNMENT, '').some(({ properties }) => {
      const { principalId, roleDefinitionId, scope, createdOn } = properties as unknown as Assignment;
      return (
        principal !== undefined &&
        keyOf(principalId) === keyOf(principal) &&
        ids.some((id) => roleDefinitionId.toLowerCase().endsWith(id)) &&
        `${keyOf(resourceId)}/`.startsWith(`${keyOf(scope)}/`) &&
        Date.parse(createdOn) + this.delayMs <= Date.now()
      );
    });
  }
}

interface Assignment {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly scope: string;
  readonly createdOn: string;
}

function roleId(name: string): string {
  const id = BUILT_IN_ROLES[name];
  if (id === undefined) throw new Error(`${name} is not a built-in role that the stand-in was taught`);
  return id;
}
