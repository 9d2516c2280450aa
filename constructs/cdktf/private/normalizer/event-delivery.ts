import { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
import { EventgridSystemTopicEventSubscription } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic-event-subscription';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageQueue } from '@cdktf/provider-azurerm/lib/storage-queue';
import type { Construct } from 'constructs';
import { ROLES } from '../../../../azure/roles';
import { VNET_CONTAINER } from '../../../../azure/storage/containers';
import type { FlowLake } from '../../flow-lake';
import { uniqueName } from '../names';
import { grant } from './grant';
import { queueId } from './storage-places';

/** Queue of events. */
export const EVENT_QUEUE = 'flow-log-events';

/** Where the Functions host puts a message that failed as often as it may. Source: Azure Functions documentation, "Azure Queue storage trigger". */
export const POISON_QUEUE = `${EVENT_QUEUE}-poison`;

const MAX_NAME = 64;

/** As often and as long as Event Grid goes. Source: Azure Event Grid documentation, "Event Grid message delivery and retry". */
const RETRIES = { maxDeliveryAttempts: 30, eventTimeToLive: 1440 };

/** A message stays until it is worked off. Source: Azure Event Grid REST reference, "StorageQueueEventSubscriptionDestination". */
const FOR_EVER = -1;

/**
 * Every block that is added to a flow log becomes a message in a queue. Event Grid writes there by its own identity,
 * as a trusted service, past the firewall.
 *
 * Source: Azure Event Grid documentation, "Azure Blob Storage as an Event Grid source" and "Event delivery with a
 * managed identity".
 */
export function eventDelivery(scope: Construct, lake: FlowLake, host: StorageAccount): void {
  const { resourceGroup, storageAccount, location, tags } = lake;
  const [queue] = [EVENT_QUEUE, POISON_QUEUE].map(
    (name, index) =>
      new StorageQueue(scope, index === 0 ? 'EventQueue' : 'PoisonQueue', {
        name,
        storageAccountId: host.id,
      }),
  ) as [StorageQueue];
  const topic = new EventgridSystemTopic(scope, 'Topic', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    resourceGroupName: resourceGroup.name,
    location,
    sourceResourceId: storageAccount.id,
    topicType: 'Microsoft.Storage.StorageAccounts',
    identity: { type: 'SystemAssigned' },
    tags,
  });
  const mayWrite = grant(scope, 'TopicMayWrite', {
    principalId: topic.identity.principalId,
    role: ROLES.STORAGE_QUEUE_DATA_MESSAGE_SENDER,
    on: queueId(host, EVENT_QUEUE),
  });
  new EventgridSystemTopicEventSubscription(scope, 'Events', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    systemTopic: topic.name,
    resourceGroupName: resourceGroup.name,
    eventDeliverySchema: 'EventGridSchema',
    includedEventTypes: ['Microsoft.Storage.BlobCreated'],
    subjectFilter: {
      subjectBeginsWith: `/blobServices/default/containers/${VNET_CONTAINER}/`,
      subjectEndsWith: 'PT1H.json',
    },
    deliveryIdentity: { type: 'SystemAssigned' },
    storageQueueEndpoint: {
      storageAccountId: host.id,
      queueName: queue.name,
      queueMessageTimeToLiveInSeconds: FOR_EVER,
    },
    retryPolicy: RETRIES,
    dependsOn: [mayWrite],
  });
}
