import type { CoveredType } from '../covered-type';
import { managed, operations } from '../source';

const GROUP = 'Microsoft.Resources/subscriptions/resourceGroups';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** Type of role assignments. A condition limits the roles that their deployer can assign. */
export const ROLE_ASSIGNMENT = 'azurerm_role_assignment';

/** Type of data sources that read a role by its name. */
export const ROLE_DEFINITION = 'azurerm_role_definition';

/** Type of resource groups. */
export const RESOURCE_GROUP = 'azurerm_resource_group';

/** Type of registrations of resource providers. */
export const REGISTRATION = 'azurerm_resource_provider_registration';

/** Resource groups, identities and role assignments. */
export const ACCESS: readonly CoveredType[] = [
  {
    type: RESOURCE_GROUP,
    restType: GROUP,
    source: 'azurerm provider, resource_group_resource.go',
    // before it deletes a group, the provider lists its resources
    actions: [...managed(GROUP), `${GROUP}/resources/read`],
    onSubscription: ['Microsoft.Resources/subscriptions/operationResults/read'],
    isInSubscription: true,
  },
  {
    type: 'data.azurerm_resource_group',
    source: 'azurerm provider, resource_group_data_source.go',
    actions: operations(GROUP, 'read'),
  },
  {
    type: REGISTRATION,
    source: 'azurerm provider, resource_provider_registration_resource.go',
    actions: [
      'Microsoft.Resources/subscriptions/providers/read',
      'Microsoft.Features/providers/features/read',
    ],
    isInSubscription: true,
  },
  {
    type: 'azurerm_user_assigned_identity',
    restType: IDENTITY,
    source: 'azurerm provider, user_assigned_identity_resource.go',
    actions: managed(IDENTITY),
  },
  {
    type: ROLE_ASSIGNMENT,
    restType: 'Microsoft.Authorization/roleAssignments',
    source: 'azurerm provider, role_assignment_resource.go',
    parent: 'scope',
    actions: [
      ...managed('Microsoft.Authorization/roleAssignments'),
      'Microsoft.Authorization/roleDefinitions/read',
    ],
  },
  {
    type: `data.${ROLE_DEFINITION}`,
    source: 'azurerm provider, role_definition_data_source.go',
    actions: ['Microsoft.Authorization/roleDefinitions/read'],
    isInSubscription: true,
  },
  {
    type: 'data.azurerm_client_config',
    source: 'azurerm provider, client_config_data_source.go',
    actions: [],
  },
  {
    type: 'data.azurerm_subscription',
    source: 'azurerm provider, subscription_data_source.go',
    actions: ['Microsoft.Resources/subscriptions/read'],
    isInSubscription: true,
  },
];
