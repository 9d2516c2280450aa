import { RESOURCE_GROUP } from './catalogue/access';
import type { DeployedResource } from './deployed-resource';
import { REGISTER_ALL } from './provider-grants';
import type { RoleDefinition } from './role-definitions';

/** Actions that delete resources, read keys, or register any resource provider. */
const RISKY = /\/(?:delete|listKeys\/action)$/i;

/** Warns of actions of a role that apply to resources of other deployments, because its scope is the whole subscription. */
export function subscriptionWarnings(
  { definition, scope }: RoleDefinition,
  wanted: readonly DeployedResource[],
): string[] {
  if (scope.resourceGroup !== undefined) return [];
  const risky = definition.Actions.filter((action) => RISKY.test(action) || action === REGISTER_ALL);
  if (risky.length === 0) return [];
  const groups = createdGroups(wanted);
  const remedies = [
    ...(groups.length > 0
      ? [
          `create the ${groupsText(groups)} first, and deploy into ${groups.length === 1 ? 'it as an existing group' : 'them as existing groups'}`,
        ]
      : []),
    ...(risky.includes(REGISTER_ALL) ? ['set resource_provider_registrations = "none"'] : []),
  ];
  const narrow = remedies.length === 0 ? '' : `. To narrow the role: ${remedies.join('; ')}`;
  return [
    `role "${definition.Name}" applies to the whole subscription, also to resources of other deployments, and allows ` +
      `${risky.join(', ')}${narrow}`,
  ];
}

/** Notes resource groups that do not exist before the deployment. */
export function createdGroupNotes(name: string, wanted: readonly DeployedResource[]): string[] {
  const groups = createdGroups(wanted);
  if (groups.length === 0) return [];
  const [them, group] = groups.length === 1 ? ['it', 'the group'] : ['them', 'the groups'];
  return [
    `${name} creates the ${groupsText(groups)}. A role cannot be assigned in a group that does not exist, so the actions in ` +
      `${them} apply to the whole subscription. To limit them, create ${group} first, and refer to ${them} with the data source ` +
      'azurerm_resource_group, or give the name as a literal value',
  ];
}

function createdGroups(wanted: readonly DeployedResource[]): string[] {
  return wanted
    .filter(({ type, isData }) => type === RESOURCE_GROUP && !isData)
    .map((each) => each.texts('name')[0] ?? each.title);
}

function groupsText(groups: readonly string[]): string {
  return `resource ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;
}
