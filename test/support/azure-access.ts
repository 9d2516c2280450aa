import type { CustomRole, RoleDefinition } from '../../azure/deployer/role-definitions';

/** Converts an action of a role to a pattern. Source: Azure RBAC, "Understand Azure role definitions": the case is ignored. */
function patternOf(action: string): RegExp {
  const parts = action.split('*').map((part) => part.replace(/[.+?^$()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}

function includes(actions: readonly string[], operation: string): boolean {
  return actions.some((each) => patternOf(each).test(operation));
}

/** Whether a role allows an operation: actions minus excluded actions. */
export function allows(role: CustomRole, operation: string): boolean {
  return includes(role.Actions, operation) && !includes(role.NotActions, operation);
}

/** Whether a role allows an operation on data. */
export function allowsData(role: CustomRole, operation: string): boolean {
  return includes(role.DataActions, operation) && !includes(role.NotDataActions, operation);
}

/** Whether roles that are assigned in their scopes allow an operation in a scope or below it. */
export function allowsIn(
  roles: readonly Pick<RoleDefinition, 'definition'>[],
  operation: string,
  scope: string,
): boolean {
  const target = `${scope.toLowerCase()}/`;
  return roles.some(({ definition }) => {
    const assigned = definition.AssignableScopes.some((each) => target.startsWith(`${each.toLowerCase()}/`));
    return assigned && allows(definition, operation);
  });
}
