import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';

const SITE = 'Microsoft.Web/sites';
const PLAN = 'Microsoft.Web/serverFarms';
const TOPIC = 'Microsoft.EventGrid/systemTopics';
const NETWORK = 'Microsoft.Network/virtualNetworks';
const DEPLOYMENT = 'Microsoft.Resources/deployments';

/** Path of a site's property in the template of a deployment. The deployment of the normalizer contains one site. */
const IN_SITE = 'template_content.resources.properties';

/** Path of the value of a template's parameter. */
function parameter(name: string): string {
  return `parameters_content.${name}.value`;
}

/** Types of a subnet, by which it is found among the resources that the parameters of a plan name together. */
const SUBNETS = ['azurerm_subnet', 'microsoft.network/virtualnetworks/subnets'];
const PLANS = ['azurerm_service_plan', 'microsoft.web/serverfarms'];
const IDENTITIES = ['azurerm_user_assigned_identity', 'microsoft.managedidentity/userassignedidentities'];

/** Status of an asynchronous operation of Event Grid, which the provider polls. */
const EVENT_OPERATIONS = operations(
  'Microsoft.EventGrid/locations',
  'operationsStatus/read',
  'operationResults/read',
);

/** The function that normalizes flow logs, and its events. */
export const FUNCTIONS: readonly CoveredType[] = [
  {
    type: 'azurerm_service_plan',
    restType: PLAN,
    source: 'azurerm provider, service_plan_resource.go',
    actions: [...managed(PLAN), `${PLAN}/operationResults/read`],
  },
  {
    type: 'azurerm_function_app_flex_consumption',
    restType: SITE,
    source: 'azurerm provider, function_app_flex_consumption_resource.go',
    actions: [
      ...managed(SITE),
      ...operations(`${SITE}/config`, 'read', 'write', 'list/action'),
      ...operations(`${SITE}/basicPublishingCredentialsPolicies/scm`, 'read', 'write'),
    ],
    onSubscription: operations('Microsoft.Web', 'checkNameAvailability/read', 'locations/operations/read'),
    whenSet: [
      {
        // removing the subnet disconnects the site from its network
        argument: 'virtual_network_subnet_id',
        actions: [`${SITE}/networkConfig/delete`],
        source: 'azurerm provider, function_app_flex_consumption_resource.go',
      },
    ],
    linked: [
      {
        argument: 'service_plan_id',
        actions: operations(PLAN, 'read', 'join/action'),
        source: PAGES.WEB,
      },
      {
        argument: 'virtual_network_subnet_id',
        actions: operations(NETWORK, 'read', 'subnets/read', 'subnets/join/action'),
        source: PAGES.SITE_NETWORK,
      },
      {
        argument: 'identity.identity_ids',
        actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
        source: PAGES.IDENTITY,
      },
    ],
  },
  {
    type: 'azurerm_resource_group_template_deployment',
    source: 'azurerm provider, resource_group_template_deployment_resource.go',
    actions: [
      ...managed(DEPLOYMENT),
      ...operations(
        DEPLOYMENT,
        'validate/action',
        'exportTemplate/action',
        'operations/read',
        'operationStatuses/read',
      ),
    ],
    // the provider looks up the API versions with which it deletes what the template created
    onSubscription: ['Microsoft.Resources/subscriptions/providers/read'],
    whenSet: [
      {
        argument: `${IN_SITE}.functionAppConfig`,
        actions: [
          ...managed(SITE),
          ...operations(`${SITE}/config`, 'write'),
          // the deletion of the deployment deletes the policies as well: Azure lists no such operation, and a role can
          // contain it only by a wildcard
          `${SITE}/basicPublishingCredentialsPolicies/*`,
        ],
        source: PAGES.WEB,
      },
      {
        // the program that publishes the package
        argument: `${IN_SITE}.functionAppConfig.deployment`,
        actions: operations(SITE, 'publish/Action'),
        source: PAGES.KUDU,
      },
      {
        argument: `${IN_SITE}.packageUri`,
        // the provider deletes what the template created
        actions: managed(`${SITE}/extensions`),
        source: PAGES.WEB,
      },
    ],
    linked: [
      {
        argument: parameter('planId'),
        actions: operations(PLAN, 'read', 'join/action'),
        types: PLANS,
        source: PAGES.WEB,
      },
      ...[parameter('subnetId'), `${IN_SITE}.virtualNetworkSubnetId`].map((argument) => ({
        argument,
        actions: operations(NETWORK, 'read', 'subnets/read', 'subnets/join/action'),
        types: SUBNETS,
        source: PAGES.SITE_NETWORK,
      })),
      {
        argument: parameter('identityId'),
        actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
        types: IDENTITIES,
        source: PAGES.IDENTITY,
      },
    ],
  },
  {
    type: 'azurerm_eventgrid_system_topic',
    restType: TOPIC,
    source: 'azurerm provider, eventgrid_system_topic_resource.go',
    actions: managed(TOPIC),
    onSubscription: EVENT_OPERATIONS,
    linked: ['source_resource_id', 'source_arm_resource_id'].map((argument) => ({
      argument,
      actions: ['Microsoft.EventGrid/eventSubscriptions/write'],
      source: PAGES.EVENT_GRID,
    })),
  },
  {
    type: 'azurerm_eventgrid_system_topic_event_subscription',
    restType: `${TOPIC}/eventSubscriptions`,
    source: 'azurerm provider, eventgrid_system_topic_event_subscription_resource.go',
    actions: [...managed(`${TOPIC}/eventSubscriptions`), `${TOPIC}/eventSubscriptions/getFullUrl/action`],
    onSubscription: EVENT_OPERATIONS,
    linked: [
      {
        argument: 'storage_queue_endpoint.storage_account_id',
        actions: ['Microsoft.Storage/storageAccounts/write'],
        source: PAGES.EVENT_GRID,
      },
    ],
  },
];
