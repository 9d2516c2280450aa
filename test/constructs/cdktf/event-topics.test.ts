import { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
import { SecurityCenterStorageDefender } from '@cdktf/provider-azurerm/lib/security-center-storage-defender';
import { describe, expect, test } from 'vitest';
import { azureId } from '../../support/azure-ids';
import {
  annotationsOf,
  problemsOf,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';
import { newLake, SUBNET_ID } from './normalized-lake';

const eventTopic = {
  name: 'raw-events',
  resourceGroupName: 'security',
  principalId: '11111111-2222-3333-4444-555555555555',
};

describe('an existing system topic', () => {
  const { stack } = newLake({ subnetId: SUBNET_ID, eventTopic });

  test('gets the event subscription', () => {
    expect(resourcesOf(stack, 'azurerm_eventgrid_system_topic')).toEqual([]);
    expect(resourceOf(stack, 'azurerm_eventgrid_system_topic_event_subscription')).toMatchObject({
      system_topic: 'raw-events',
      resource_group_name: 'security',
      delivery_identity: { type: 'SystemAssigned' },
    });
  });

  test('may write to the queue, before the subscription exists', () => {
    const [grant] = resourcesOf(stack, 'azurerm_role_assignment').filter(
      ({ principal_id: id }) => id === eventTopic.principalId,
    );
    expect(grant).toMatchObject({
      role_definition_name: 'Storage Queue Data Message Sender',
      scope: expect.stringContaining('/queueServices/default/queues/'),
    });
    const { depends_on: dependencies } = resourceOf(
      stack,
      'azurerm_eventgrid_system_topic_event_subscription',
    );
    expect(dependencies).toEqual([expect.stringMatching(/^time_sleep\./)]);
  });

  test('needs an identity', () => {
    const principalId = 'none';
    expect(thrownBy(() => newLake({ subnetId: SUBNET_ID, eventTopic: { ...eventTopic, principalId } }))).toBe(
      'network/Lake/Normalizer: eventTopic.principalId is "none": expected the principal id of the system-assigned identity ' +
        'of the topic, a GUID; enable the identity on the topic if it has none',
    );
  });
});

describe('another system topic of the app', () => {
  const add = (withTopic: boolean, sourceOf: (rawId: string) => string) => {
    const { stack, lake } = newLake({ subnetId: SUBNET_ID, ...(withTopic && { eventTopic }) });
    new EventgridSystemTopic(stack, 'other', {
      name: 'other',
      resourceGroupName: 'security',
      location: 'westeurope',
      sourceResourceId: sourceOf(lake.storageAccount.id),
      topicType: 'Microsoft.Storage.StorageAccounts',
    });
    return problemsOf(stack);
  };

  test('of the same account is an error that names the prop', () => {
    expect(add(false, (id) => id)).toBe(
      '[network/Lake/Normalizer] creates a system topic of the account of raw flow logs, and network/other is another one: ' +
        'Azure allows only one per source; set eventTopic on the normalizer to the name, the resource group and the ' +
        'principal id of the existing topic',
    );
  });

  test('is accepted with the prop, and for another account', () => {
    expect(add(true, (id) => id)).toBe('');
    expect(add(false, () => azureId('Microsoft.Storage', 'storageAccounts/mine'))).toBe('');
  });
});

test.each([
  [true, 1],
  [false, 0],
])('Defender with scans on upload %s leads to %i warnings', (malwareScanningOnUploadEnabled, count) => {
  const { stack, lake } = newLake();
  new SecurityCenterStorageDefender(stack, 'defender', {
    storageAccountId: lake.storageAccount.id,
    malwareScanningOnUploadEnabled,
  });
  synthesized(stack);
  synthesized(stack);
  const warnings = annotationsOf(stack).filter((each) => each.startsWith('network/defender'));
  expect(warnings).toEqual(
    Array(count).fill(
      'network/defender scans uploads to the account of raw flow logs, for which Defender for Storage creates a system topic ' +
        'unless one exists: make it depend on the normalizer, or set eventTopic on the normalizer to the name, the resource ' +
        'group and the principal id of the existing topic',
    ),
  );
});
