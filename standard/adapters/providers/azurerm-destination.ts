import { Cloud, type Destination, DestinationKind, known, unknown, unknownAt, type Value } from '../../facts';
import { externalDestination } from '../../facts/external-destination';
import { azureNormalizerOf } from './azure-normalizer';
import { subscriptionOf } from './azure-subscription';
import { azurermStorage, policiesOf } from './azurerm-storage';
import { removalOf } from './data-removal';
import { blocksOf, type DeclaredResource, type DeclaredResources, factOf, textOf } from './declared-resource';
import { replaceable } from './immutable-arguments';
import { referencedResource } from './referenced-address';

/**
 * Returns the storage account of a flow log as a destination.
 *
 * @param containers containers that the flow log may write to
 */
export function azurermDestination(
  resource: DeclaredResource,
  containers: readonly string[],
  all: DeclaredResources,
): Value<Destination> {
  const at = 'storage_account_id';
  const reference = referencedResource(resource, at, all);
  if (!reference.known) return unknownAt(reference);
  const { resource: account, address } = reference.value;
  if (!account)
    return known(
      externalDestination(DestinationKind.STORAGE_ACCOUNT, address, factOf(resource, Cloud.AZURE)),
      at,
    );
  const name = textOf(account, 'name');
  const [policy] = policiesOf(account, all);
  const { hotRetention, ...storage } = azurermStorage(account, containers, all);
  const normalizer = azureNormalizerOf(account, all);
  return known(
    {
      ...factOf(account, Cloud.AZURE),
      ...replaceable(account, all),
      removal: removalOf(account),
      kind: DestinationKind.STORAGE_ACCOUNT,
      name: name.known && name.value === undefined ? unknown('it is not set') : (name as Value<string>),
      account: subscriptionOf(account),
      retention: storage.retention,
      hotRetention,
      ...(policy && { retentionSetBy: factOf(policy, Cloud.AZURE) }),
      storage,
      ...(normalizer && { azureNormalizer: normalizer }),
      storageAccount: {
        region: textOf(account, 'location'),
        kind: textOf(account, 'account_kind'),
        tier: textOf(account, 'account_tier'),
        hasLifecycleRules: hasLifecycleRules(account, all),
      },
      customerManagedKey: customerKeyOf(account, all),
      access: unknown('the policies of a storage account are not evaluated'),
    },
    at,
  );
}

function customerKeyOf(account: DeclaredResource, all: DeclaredResources): Value<boolean> {
  const block = blocksOf(account.value('customer_managed_key'));
  if (!block.known) return unknownAt(block);
  const keyResources = all.referencing(
    'azurerm_storage_account_customer_managed_key',
    'storage_account_id',
    account,
    unknown(''),
  );
  return known(block.value.length > 0 || keyResources.length > 0);
}

/** Whether a management policy of the app sets lifecycle rules. */
function hasLifecycleRules(account: DeclaredResource, all: DeclaredResources): Value<boolean> {
  const rules = policiesOf(account, all).map((policy) => blocksOf(policy.value('rule')));
  const open = rules.find((each) => !each.known);
  if (rules.some((each) => each.known && each.value.length > 0)) return known(true);
  return open && !open.known ? unknownAt(open) : known(false);
}
