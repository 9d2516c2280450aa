import { BUILT_IN_ROLES } from './built-in-roles';
import { uuidOf } from './invented-ids';
import { ROLE_DELAY_DOCUMENT } from './role-grants';
import { type Behaviours, withDecided } from './type-behaviour';

const ROLE_DEFINITIONS = '/providers/Microsoft.Authorization/roleDefinitions';

/** Microsoft.Authorization and Microsoft.ManagedIdentity: roles, locks and identities. */
export const AUTHORIZATION: Behaviours = {
  'Microsoft.Authorization/roleAssignments': {
    versions: ['2022-04-01'],
    documents: [ROLE_DELAY_DOCUMENT],
    complete: ({ id, body, before }) =>
      withDecided(body, {
        scope: id.parent,
        principalType: principalTypeOf(body.properties),
        createdOn: before?.properties.createdOn ?? new Date().toISOString(),
      }),
  },
  'Microsoft.Authorization/locks': { versions: ['2020-05-01'] },
  'Microsoft.ManagedIdentity/userAssignedIdentities': {
    versions: ['2024-11-30'],
    complete: ({ id, body }) =>
      withDecided(body, {
        principalId: uuidOf(`${id.id}/principal`),
        clientId: uuidOf(`${id.id}/client`),
        tenantId: uuidOf('tenant'),
      }),
  },
};

/** The built-in roles of a filter: `roleName eq 'Storage Blob Data Contributor'`. */
export function roleDefinitions(filter: string | null): object[] {
  const wanted = /roleName eq '([^']*)'/.exec(filter ?? '')?.[1];
  return Object.entries(BUILT_IN_ROLES)
    .filter(([roleName]) => wanted === undefined || roleName === wanted)
    .map(([roleName, id]) => definition(roleName, id));
}

/** A built-in role by the last part of its id. */
export function roleDefinition(id: string): object | undefined {
  const found = Object.entries(BUILT_IN_ROLES).find(([, uuid]) => uuid === id.toLowerCase());
  return found && definition(...found);
}

function definition(roleName: string, id: string) {
  return {
    id: `${ROLE_DEFINITIONS}/${id}`,
    name: id,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName, type: 'BuiltInRole', assignableScopes: ['/'], permissions: [] },
  };
}

function principalTypeOf(properties: unknown): string {
  return (properties as { principalType?: string } | undefined)?.principalType ?? 'ServicePrincipal';
}
