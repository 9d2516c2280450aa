import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';

const SITE = 'Microsoft.Web/sites';
const PLAN = 'Microsoft.Web/serverFarms';
const TOPIC = 'Microsoft.EventGrid/systemTopics';
const NETWORK = 'Microsoft.Network/virtualNetworks';

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
