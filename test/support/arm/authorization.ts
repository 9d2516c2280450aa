import { uuidOf } from './invented-ids';
import { type Behaviours, withDecided } from './type-behaviour';

/** Ids of built-in roles, the same in every tenant; from "Azure built-in roles". */
export const BUILT_IN_ROLES: { readonly [name: string]: string } = {
  'Key Vault Crypto Service Encryption User': 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
  'Log Analytics Reader': '73c42c96-874c-492b-b04d-ab87d138a893',
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Blob Data Reader': '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  'Storage Queue Data Message Sender': 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
};

const ROLE_DEFINITIONS = '/providers/Microsoft.Authorization/roleDefinitions';

/** Microsoft.Authorization and Microsoft.ManagedIdentity: roles and identities. */
export const AUTHORIZATION: Behaviours = {
  'microsoft.authorization/roleassignments': {
    complete: ({ id, body }) =>
      withDecided(body, { scope: id.parent, principalType: principalTypeOf(body.properties) }),
  },
  'microsoft.managedidentity/userassignedidentities': {
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
