import { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
import { EventgridSystemTopicEventSubscription } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic-event-subscription';
import type { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageQueue } from '@cdktf/provider-azurerm/lib/storage-queue';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ROLES } from '../../../../azure/roles';
import { VNET_CONTAINER } from '../../../../azure/storage/containers';
import type { ExistingEventTopic } from '../../existing-event-topic';
import type { NormalizedLake } from '../../normalized-lake';
import { uniqueName } from '../names';
import { grant } from './grant';
import { queueId } from './table-storage';

/** Queue of blob events. */
export const EVENT_QUEUE = 'flow-log-events';

/** Queue to which the Functions host moves a message after its last retry. Source: Azure Functions documentation, "Azure Queue storage trigger". */
export const POISON_QUEUE = `${EVENT_QUEUE}-poison`;

const MAX_NAME = 64;

/** Maximum retries of Event Grid; time to live in minutes. Source: Azure Event Grid documentation, "Event Grid message delivery and retry". */
const RETRIES = { maxDeliveryAttempts: 30, eventTimeToLive: 1440 };

/** Messages do not expire. Source: Azure Event Grid REST reference, "StorageQueueEventSubscriptionDestination". */
const NEVER_EXPIRES = -1;

/** A queue of the function. */
export interface FunctionQueue {
  /** Construct id of the function's role on the queue. */
  readonly id: string;
  readonly resource: StorageQueue;
  /** ARM id of the queue. */
  readonly on: string;
}

/** Creates the event queue and the poison queue. */
export function eventQueues(scope: Construct, host: StorageAccount): readonly [FunctionQueue, FunctionQueue] {
  const queue = (id: string, grantId: string, name: string) => {
    const resource = new StorageQueue(scope, id, { name, storageAccountId: host.id });
    return { id: grantId, resource, on: queueId(host, resource) };
  };
  return [
    queue('EventQueue', 'MayTakeEvents', EVENT_QUEUE),
    queue('PoisonQueue', 'MayMoveFailures', POISON_QUEUE),
  ];
}

/** Topic of the events of a flow-log account, with the role of its identity on the queue. */
export interface EventTopic {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly mayWrite: RoleAssignment;
}

/**
 * Creates the topic, unless one exists, and lets its identity write to the queue. If the account of the queue has a firewall,
 * Event Grid delivers with the system-assigned identity of the topic only.
 *
 * Source: Azure Event Grid documentation, "Storage queue as an event handler for Azure Event Grid events", note.
 */
export function eventTopic(
  scope: Construct,
  lake: NormalizedLake,
  host: StorageAccount,
  queue: StorageQueue,
  existing: ExistingEventTopic | undefined,
): EventTopic {
  const { name, resourceGroupName, principalId } = existing ?? newTopic(scope, lake);
  const mayWrite = grant(scope, 'TopicMayWrite', {
    principalId,
    role: ROLES.STORAGE_QUEUE_DATA_MESSAGE_SENDER,
    on: queueId(host, queue),
  });
  return { name, resourceGroupName, mayWrite };
}

function newTopic(
  scope: Construct,
  { resourceGroup, storageAccount, location, tags }: NormalizedLake,
): ExistingEventTopic {
  const { name, identity } = new EventgridSystemTopic(scope, 'Topic', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    resourceGroupName: resourceGroup.name,
    location,
    sourceResourceId: storageAccount.id,
    topicType: 'Microsoft.Storage.StorageAccounts',
    identity: { type: 'SystemAssigned' },
    tags,
  });
  return { name, resourceGroupName: resourceGroup.name, principalId: identity.principalId };
}

/** Parts of an event subscription. */
export interface EventDeliveryProps {
  readonly host: StorageAccount;
  readonly queue: StorageQueue;
  readonly topic: EventTopic;
  /** The role of the topic in effect: Event Grid checks it when it creates the subscription. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Sends an event for each appended block to a queue. Event Grid writes to the queue with its own identity, as a trusted
 * service that the firewall admits.
 *
 * Source: Azure Event Grid documentation, "Azure Blob Storage as an Event Grid source" and "Event delivery with a
 * managed identity".
 */
export function eventDelivery(scope: Construct, props: EventDeliveryProps): void {
  const { host, queue, topic, dependsOn } = props;
  new EventgridSystemTopicEventSubscription(scope, 'Events', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    systemTopic: topic.name,
    resourceGroupName: topic.resourceGroupName,
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
      queueMessageTimeToLiveInSeconds: NEVER_EXPIRES,
    },
    retryPolicy: RETRIES,
    dependsOn,
  });
}
