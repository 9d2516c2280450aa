import type { Fact, FlowLog, ReplaceableResource } from '../facts';
import { Engine, engineOf } from './engine';
import type { Refusal } from './flow-log-change';
import type { ModelPairs } from './model-pairs';
import { immutableChanges } from './replacements';

/**
 * Returns why Azure refuses to update a flow log, its network or its destination; `undefined` if it does not. Azure Resource
 * Manager neither moves nor replaces a resource whose template states another region. Sources: Azure Resource Manager,
 * "Troubleshoot common Azure deployment errors", `InvalidResourceLocation`; Azure Storage, "Storage account overview".
 */
export function refusedUpdate(before: FlowLog, after: FlowLog, pairs: ModelPairs): Refusal | undefined {
  const network = before.target.known ? pairs.networks.after(before.target.value) : undefined;
  const oldNetwork = network && pairs.networks.before(network.address);
  const [old, now] = [before, after].map(({ destination }) =>
    destination.known ? destination.value : undefined,
  );
  const isSameStore = old && now && pairs.newAddress(old.address) === now.address;
  const refusals = [
    refusalOfUpdate(before, after),
    oldNetwork && refusalOfUpdate(oldNetwork, network),
    isSameStore && refusalOfUpdate(old, now),
  ].filter((each) => typeof each === 'object');
  return refusals.find(({ isCertain }) => isCertain) ?? refusals[0];
}

function refusalOfUpdate(before: Fact, after: Fact): Refusal | undefined {
  if (engineOf(after) !== Engine.ARM) return undefined;
  const changes = immutableChanges(before, withFixedProperties(before, after));
  if (!changes) return undefined;
  const { causes, isCertain } = changes;
  const refuses = isCertain ? 'Azure refuses' : 'it is possible that Azure refuses';
  return {
    message: `${refuses} to update ${after.title}, because ${causes.join('; ')}, which cannot change: the deployment stops there`,
    fix: `keep the value, or declare another resource with another name, and remove ${after.title} later`,
    isCertain,
    isUndecided: !isCertain,
  };
}

const ACCOUNT_KIND = 'account_kind';

/** Arguments that are part of the id. Resources with equal ids have equal names, whose case Azure ignores. */
const IN_ID = ['name', 'resource_group_name', 'virtual_network_name'];

/**
 * Returns a resource with the properties that Azure does not update. It upgrades older storage accounts in place. Source: Azure
 * Storage, "Upgrade to a general-purpose v2 storage account".
 */
function withFixedProperties({ immutable: old = [] }: ReplaceableResource, after: Fact): ReplaceableResource {
  const { immutable = [] } = after;
  const [was, is] = [old, immutable].map((all) => all.find(({ name }) => name === ACCOUNT_KIND)?.value);
  const isUpgrade =
    was?.known &&
    is?.known &&
    ['Storage', 'BlobStorage'].includes(String(was.value)) &&
    is.value === 'StorageV2';
  const omitted = isUpgrade ? [...IN_ID, ACCOUNT_KIND] : IN_ID;
  return { ...after, immutable: immutable.filter(({ name }) => !omitted.includes(name)) };
}
