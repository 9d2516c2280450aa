import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { Construct } from 'constructs';
import type { BuiltInRole } from '../../../../azure/roles';

/** Grants a role to an identity on one resource. */
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
    // with a principal type, Azure does not look a new identity up in the directory, where it may be missing
    principalType: 'ServicePrincipal',
  });
}
