import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ResourceType } from '../../azure/resource-type';
import { ROLES } from '../../azure/roles';
import type { IResourceGroup, IStorageAccount } from './azure-resources';
import { idProblems } from './private/id-problems';
import { uniqueName } from './private/names';
import { grant } from './private/normalizer/grant';
import { ProviderNeeds } from './private/provider-needs';
import { rolesInEffect } from './private/role-wait';
import { requireGroup } from './private/subscription-problems';

/** What a flow log needs of its identity. */
export interface FlowLogIdentityConfig {
  /** ARM id of the user-assigned identity. */
  readonly identityId: string;

  /**
   * Resources that must exist before the flow log.
   *
   * @default - none
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** Where a flow log with an identity belongs. */
export interface FlowLogIdentityContext {
  /** Account that receives the flow logs. */
  readonly storageAccount: IStorageAccount;
  /** Location of new resources. */
  readonly location: string;
}

/** Maximum length of the name of a user-assigned identity. */
const MAX_IDENTITY_NAME = 128;

/**
 * The user-assigned identity with which Network Watcher writes the records to the storage account. Azure does not accept
 * system-assigned identities for flow logs.
 *
 * Source: Azure Network Watcher documentation, "Managed identity for virtual network flow logs".
 *
 * @example
 * new VnetFlowLogs(stack, 'FlowLogs', { network, identity: FlowLogIdentity.create(resourceGroup) });
 */
export abstract class FlowLogIdentity {
  /**
   * A new identity in the resource group, with the role Storage Blob Data Contributor on the storage account. The flow log
   * waits until the role is in effect. The deployer needs `Microsoft.Authorization/roleAssignments/write` on the account.
   */
  static create(resourceGroup: IResourceGroup): FlowLogIdentity {
    return new Created(resourceGroup);
  }

  /** An existing identity. It needs the role Storage Blob Data Contributor on the storage account. */
  static existing(identityId: string): FlowLogIdentity {
    return new Existing(identityId);
  }

  /** Problems of the identity. */
  readonly problems: readonly string[] = [];

  /** Creates what the identity lacks, below a scope. */
  abstract bind(scope: Construct, context: FlowLogIdentityContext): FlowLogIdentityConfig;
}

class Created extends FlowLogIdentity {
  constructor(private readonly resourceGroup: IResourceGroup) {
    super();
  }

  override bind(
    scope: Construct,
    { storageAccount, location }: FlowLogIdentityContext,
  ): FlowLogIdentityConfig {
    ProviderNeeds.of(scope).add(scope, ['MANAGED_IDENTITY']);
    const fix =
      'pass a resource group of the subscription of the flow log, or use FlowLogIdentity.existing()';
    requireGroup(scope, this.resourceGroup, 'the resource group of identity', fix);
    const identity = new UserAssignedIdentity(scope, 'Identity', {
      name: uniqueName(scope, 'flow-log', MAX_IDENTITY_NAME),
      resourceGroupName: this.resourceGroup.name,
      location,
    });
    const role = grant(scope, 'WriteRecords', {
      principalId: identity.principalId,
      role: ROLES.STORAGE_BLOB_DATA_CONTRIBUTOR,
      on: storageAccount.id,
    });
    return { identityId: identity.id, dependsOn: [rolesInEffect(scope, 'IdentityInEffect', [role])] };
  }
}

class Existing extends FlowLogIdentity {
  override readonly problems: readonly string[];

  constructor(private readonly identityId: string) {
    super();
    this.problems = idProblems('the identity', [identityId], ResourceType.USER_ASSIGNED_IDENTITY);
  }

  override bind(): FlowLogIdentityConfig {
    return { identityId: this.identityId };
  }
}
