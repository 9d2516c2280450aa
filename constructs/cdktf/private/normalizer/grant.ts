import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { Construct } from 'constructs';
import type { BuiltInRole } from '../../../../azure/roles';

/** Lets an identity do something, at the narrowest scope that has all of it. */
export function grant(
  scope: Construct,
  id: string,
  {
    principalId,
    role,
    on,
  }: { readonly principalId: string; readonly role: BuiltInRole; readonly on: string },
): RoleAssignment {
  return new RoleAssignment(scope, id, {
    scope: on,
    roleDefinitionName: role.name,
    principalId,
    // new identities are not looked for in the directory, where they may not be yet
    principalType: 'ServicePrincipal',
  });
}
