import { type ArmAnswer, refusal } from './arm-answer';
import { keyOf, subscriptionOf } from './arm-id';
import { principalOf, withPrincipals } from './managed-identity';
import type { ArmResource, Json } from './resource-store';
import { type Behaviours, type CloudOfType, propertiesOf, type Write } from './type-behaviour';

const TOPIC = 'microsoft.eventgrid/systemtopics';

/** Roles with which an identity may deliver to a queue; from "Grant managed identity the access to Event Grid destination". */
const QUEUE_ROLES = ['Storage Queue Data Message Sender', 'Storage Queue Data Contributor'];

/** Microsoft.EventGrid: system topics with identities, and subscriptions whose identity must be able to deliver. */
export const EVENT_GRID: Behaviours = {
  'Microsoft.EventGrid/systemTopics': {
    versions: ['2025-02-15'],
    documents: ['System topics in Azure Event Grid'],
    refuse: refuseSecondTopic,
    complete: ({ id, body, store }) => withPrincipals(id.id, body, store),
  },
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': {
    versions: ['2025-02-15'],
    documents: ['bicep-registry-modules issue 5205', 'azurerm issue 28932'],
    writtenStatus: 201,
    refuse: refuseUndeliverable,
    actions: { getfullurl: () => ({}), getdeliveryattributes: () => ({ value: [] }) },
  },
};

/** Only one system topic can exist for a source. */
function refuseSecondTopic({ id, body, store }: Write): ArmAnswer | undefined {
  const source = String(propertiesOf(body).source);
  const others = store
    .list(TOPIC, `/subscriptions/${subscriptionOf(id.id)}`)
    .filter((other) => keyOf(other.id) !== keyOf(id.id))
    .filter((other) => keyOf(String(other.properties.source)) === keyOf(source));
  if (others.length === 0) return undefined;
  const message = `Only one system topic is allowed per source. Source '${source}' already has the topic '${others[0]?.id}'.`;
  return refusal(400, 'InvalidRequest', message, 'System topics in Azure Event Grid');
}

/** Event Grid tries the identity of a subscription on its destinations before it creates the subscription. */
function refuseUndeliverable({ id, body, cloud }: Write): ArmAnswer | undefined {
  const topic = cloud.store.get(id.parent);
  const delivery = propertiesOf(body).deliveryWithResourceIdentity as Delivery | undefined;
  if (topic === undefined || delivery?.identity === undefined) return undefined;
  if (delivery.destination.endpointType !== 'StorageQueue') return undefined;
  const { resourceId, queueName } = delivery.destination.properties;
  const queue = `${resourceId}/queueServices/default/queues/${queueName}`;
  const refused = (message: string) =>
    refusal(400, 'InvalidRequest', message, 'bicep-registry-modules issue 5205; azurerm issue 28932');
  if (cloud.store.get(queue) === undefined)
    return refused(`The destination queue '${queue}' does not exist.`);
  if (cloud.roles.has(principalOfDelivery(topic, delivery.identity, cloud), queue, QUEUE_ROLES))
    return undefined;
  return refused(
    `The managed identity of the topic '${id.parent}' cannot deliver to '${queue}'. Grant it a role with access to the destination, and wait until the role takes effect.`,
  );
}

function principalOfDelivery(
  topic: ArmResource,
  { type, userAssignedIdentity }: Delivery['identity'],
  { store }: CloudOfType,
): string | undefined {
  if (type === 'UserAssigned') return principalOf(userAssignedIdentity ?? '', store);
  return (topic.identity as Json | undefined)?.principalId as string | undefined;
}

interface Delivery {
  readonly identity: { readonly type: string; readonly userAssignedIdentity?: string };
  readonly destination: {
    readonly endpointType: string;
    readonly properties: { readonly resourceId: string; readonly queueName: string };
  };
}
