import { ROLES } from '../roles';
import { ROLE_ASSIGNMENT, ROLE_DEFINITION } from './catalogue/access';
import type { DeployedResource } from './deployed-resource';

/** The condition under which a deployer may assign roles, and the assignments that it does not cover. */
export interface AssignmentCondition {
  /**
   * The text of the condition, in version 2.0.
   *
   * @default - no role is known
   */
  readonly text?: string;
  /** Names of the roles that it allows. */
  readonly roles: readonly string[];
  /** The assignments of roles whose ids are unknown. */
  readonly unknown: readonly UnknownRole[];
}

/** An assignment of a role whose id is unknown. */
export interface UnknownRole {
  /** Title of the assignment. */
  readonly title: string;
  /**
   * Name of the role.
   *
   * @default - the name is unknown too
   */
  readonly name?: string;
}

const PREFIX = 'Microsoft.Authorization/roleAssignments';

/**
 * Creates a condition that limits role assignments to the roles of a deployment. Without it, permission to assign roles is
 * permission to become an owner. Source: Azure RBAC, "Delegate Azure role assignment management to others with conditions".
 */
export function assignmentCondition(resources: readonly DeployedResource[]): AssignmentCondition | undefined {
  const assignments = resources.filter(({ type, isData }) => type === ROLE_ASSIGNMENT && !isData);
  if (assignments.length === 0) return undefined;
  const found = assignments.map((each) => ({ each, role: roleOf(each) }));
  const roles = new Map(found.flatMap(({ role }) => (role === undefined ? [] : [[role.id, role.name]])));
  const unknown = found.filter(({ role }) => role === undefined).map(({ each }) => unknownRole(each));
  if (roles.size === 0) return { roles: [], unknown };
  const types = new Set(assignments.flatMap((each) => each.texts('principal_type')));
  const isTyped = types.size === 1 && assignments.every((each) => each.texts('principal_type').length > 0);
  const ids = [...roles.keys()].sort();
  const principal = isTyped ? ([...types][0] as string) : undefined;
  return {
    text: [clause('write', 'Request', ids, principal), clause('delete', 'Resource', ids, principal)].join(
      ' AND ',
    ),
    roles: [...roles.values()].sort(),
    unknown,
  };
}

function clause(
  action: string,
  source: 'Request' | 'Resource',
  ids: readonly string[],
  principal: string | undefined,
): string {
  const limits = [
    `@${source}[${PREFIX}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ids.join(', ')}}`,
    ...(principal === undefined
      ? []
      : [`@${source}[${PREFIX}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'${principal}'}`]),
  ];
  return `((!(ActionMatches{'${PREFIX}/${action}'})) OR (${limits.join(' AND ')}))`;
}

const GUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

function roleOf(assignment: DeployedResource): { id: string; name: string } | undefined {
  const name = roleNameOf(assignment);
  if (name !== undefined) return Object.values(ROLES).find((each) => each.name === name);
  const [path = ''] = assignment.texts('role_definition_id');
  const [, id] = GUID.exec(path) ?? [];
  if (id === undefined) return undefined;
  const known = Object.values(ROLES).find((each) => each.id === id.toLowerCase());
  return { id: id.toLowerCase(), name: known?.name ?? id };
}

function roleNameOf(assignment: DeployedResource): string | undefined {
  const sources = assignment.links('role_definition_id').flatMap(({ resource }) => resource ?? []);
  const [name] = [
    ...assignment.texts('role_definition_name'),
    ...sources.filter(({ type }) => type === ROLE_DEFINITION).flatMap((each) => each.texts('name')),
  ];
  return name;
}

function unknownRole(assignment: DeployedResource): UnknownRole {
  const { title } = assignment;
  const name = roleNameOf(assignment);
  return { title, ...(name !== undefined && { name }) };
}
