import { TENANT, uuidOf } from './invented-ids';
import type { Json, ResourceStore } from './resource-store';

/** The identities of a resource, as its body declares them. */
interface Identity extends Json {
  readonly type?: string;
  readonly userAssignedIdentities?: { readonly [id: string]: unknown };
}

/** A body whose identities have their ids of Microsoft Entra. */
export function withPrincipals(id: string, body: Json, store: ResourceStore): Json {
  const identity = body.identity as Identity | undefined;
  if (identity?.type === undefined || identity.type === 'None') return body;
  const own = /SystemAssigned/i.test(identity.type)
    ? { principalId: systemPrincipal(id), tenantId: TENANT }
    : {};
  const assigned = identity.userAssignedIdentities && {
    userAssignedIdentities: Object.fromEntries(
      Object.keys(identity.userAssignedIdentities).map((each) => [each, principalsOf(each, store)]),
    ),
  };
  return { ...body, identity: { ...identity, ...own, ...assigned } };
}

/** The principal of a user-assigned identity; undefined if the identity does not exist. */
export function principalOf(identityId: string, store: ResourceStore): string | undefined {
  return store.get(identityId)?.properties.principalId as string | undefined;
}

/** The principal of a resource's own identity. */
export function systemPrincipal(id: string): string {
  return uuidOf(`${id}/principal`);
}

function principalsOf(identityId: string, store: ResourceStore): Json {
  const { principalId, clientId } = store.get(identityId)?.properties ?? {};
  return { principalId, clientId };
}
