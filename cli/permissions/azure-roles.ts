import type { DeployerRole, DeployerRoles } from '../../azure/deployer/deployer-roles';
import { UNKNOWN_SUBSCRIPTION } from '../../azure/deployer/role-definitions';
import type { PermissionDocument, Permissions } from './permission-document';
import { resourceList } from './resource-list';

const GENERAL_NOTES = [
  'a role covers the resources of these artifacts: to update or delete an earlier deployment that had other resources, keep ' +
    'the role of that deployment too',
  'create each role with `az role definition create --role-definition @file.json`, and assign it to the deployer in its ' +
    'scope. Traffic Analytics does not accept a role that is inherited from a management group',
  'the name of a custom role must be unique in the Microsoft Entra tenant (Azure RBAC, "Azure custom roles"): if the tenant ' +
    'has a role with this name, change Name in the file before you create the role',
  'if Azure refuses a flow log with LinkedAuthorizationFailed, the error names the action on its target that is missing: ' +
    'add it to the role of the scope of the target',
  'the roles do not include access to the state of Terraform',
];

/**
 * Returns the custom roles of deployers as documents.
 *
 * @param unread parts of the artifacts that were not read
 */
export function azureRoles(
  { roles, warnings, notes }: DeployerRoles,
  unread: readonly string[],
): Permissions {
  const all = [...notes, ...unread, ...(roles.length > 0 ? GENERAL_NOTES : [])];
  return {
    documents: roles.map((role, index) => documentOf(role, index, roles.length, { warnings, notes: all })),
    warnings,
    notes: all,
  };
}

function documentOf(
  { scope, definition, reasons, condition }: DeployerRole,
  index: number,
  count: number,
  { warnings, notes }: Omit<Permissions, 'documents'>,
): PermissionDocument {
  const { subscription, resourceGroup } = scope;
  const place = resourceGroup ?? 'subscription';
  return {
    name: `${subscription ?? UNKNOWN_SUBSCRIPTION}-${place}`.replace(/[^\w.()-]/g, '_'),
    title: `role ${index + 1} of ${count}: ${definition.Name}`,
    reasons: reasons.map(
      ({ actions, why, source, neededBy }) =>
        `${actions.join(', ')}: ${why} [${source}] for ${resourceList(neededBy)}`,
    ),
    content: definition,
    entry: {
      subscription: subscription ?? null,
      resourceGroup: resourceGroup ?? null,
      number: index + 1,
      of: count,
      role: definition,
      condition: condition ?? null,
      conditionVersion: condition === undefined ? null : '2.0',
      actions: reasons,
      warnings,
      notes,
    },
  };
}
