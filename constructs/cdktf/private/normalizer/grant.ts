import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { Construct } from 'constructs';
import type { BuiltInRole } from '../../../../azure/roles';

/** A role of an identity on one resource. */
export interface Grant {
  readonly principalId: string;
  readonly role: BuiltInRole;
  /** ARM id of the resource. It must refer to the resource, because Azure rejects a role on a resource that does not exist. */
  readonly on: string;
  /** Condition that restricts the role. */
  readonly condition?: string;
}

/** Version of the language of conditions. */
const CONDITION_VERSION = '2.0';

const READ_BLOB = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const CONTAINER_NAME = 'Microsoft.Storage/storageAccounts/blobServices/containers:name';

/** Grants a role to an identity on one resource. */
export function grant(scope: Construct, id: string, props: Grant): RoleAssignment {
  const { principalId, role, on, condition } = props;
  return new RoleAssignment(scope, id, {
    scope: on,
    roleDefinitionName: role.name,
    principalId,
    // with a principal type, Azure does not look a new identity up in the directory, where it may be missing
    principalType: 'ServicePrincipal',
    condition,
    conditionVersion: condition === undefined ? undefined : CONDITION_VERSION,
  });
}

/**
 * A condition that restricts the reading and listing of blobs to one container of an account.
 *
 * Source: Azure Blob Storage documentation, "Example Azure role assignment conditions for Blob Storage".
 */
export function inContainer(name: string): string {
  return `(!(ActionMatches{'${READ_BLOB}'})) OR (@Resource[${CONTAINER_NAME}] StringEquals '${name}')`;
}
