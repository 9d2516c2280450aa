import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../throw-problems';
import type { INetwork, IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';
import { type FlowLakeProps, StorageRedundancy } from './flow-lake-props';
import { FlowNormalizer } from './flow-normalizer';
import { FlowQuestions } from './flow-questions';
import { FlowWorkbook } from './flow-workbook';
import type { IFlowLake } from './i-flow-lake';
import { regionId, regionOf } from './private/expressions';
import { type HardenedAccountProps, hardenedAccount, keyUserOf } from './private/hardened-account';
import { lakeProblems } from './private/lake-problems';
import { lakeWorkspace } from './private/lake-workspace';
import { lifecycleRules } from './private/lifecycle-rules';
import { accountName, uniqueName } from './private/names';
import { ProviderNeeds } from './private/provider-needs';
import { useProvider } from './private/provider-of';
import type { TrafficAnalytics } from './traffic-analytics';

const MAX_GROUP_NAME = 90;

/** Container of the table. */
const TABLE_CONTAINER = 'flows';

/** Days for which deleted files of the table can be had back. */
const DELETED_FILE_DAYS = 7;

/**
 * The shared, deployed thing: raw flow logs of a region are kept here, in an account that Azure writes to and nobody
 * else; Traffic Analytics makes them queryable in a workspace. One lake serves all flow logs of a region.
 *
 * @throws Error with every problem of the props
 */
export class FlowLake extends Construct implements IFlowLake {
  /** The lake of a scope's stack for the region of a network: made at the first call, and the same afterwards. */
  static forRegionOf(scope: Construct, network: Pick<INetwork, 'location' | 'locationInput'>): FlowLake {
    const stack = TerraformStack.of(scope);
    const region = regionOf(scope, network);
    const id = `FlowLake-${regionId(region)}`;
    const found = stack.node.tryFindChild(id);
    return found instanceof FlowLake ? found : new FlowLake(stack, id, { location: region.location });
  }

  /** Region of the lake. */
  readonly location: string;

  /** Group of the storage accounts, and the place of data collection rules: Traffic Analytics makes none in it. */
  readonly resourceGroup: IResourceGroup;

  /** Where flow logs are written: the service's own, read it and change nothing in it. */
  readonly storageAccount: StorageAccount;

  /** Where the table of normalized flow logs lies: `flows` and `rejects` below its root. */
  readonly tableContainer: IStorageContainer;

  /** Where Traffic Analytics writes rows. */
  readonly workspace: IWorkspace;

  /** What makes rows of flow logs, if it was asked for. */
  readonly normalizer?: FlowNormalizer;

  readonly hasLifecycle: boolean;

  /** @internal The account of the table, if it is one of the lake's. */
  readonly tableAccount?: StorageAccount;

  /** @internal Whether questions are saved. */
  readonly asks: boolean;

  /** @internal Tags of its resources. */
  readonly tags: FlowLakeProps['tags'];

  private readonly common: Omit<HardenedAccountProps, 'name' | 'deletedBlobDays'>;

  constructor(scope: Construct, id: string, props: FlowLakeProps) {
    super(scope, id);
    throwProblems(this, lakeProblems(this, props));
    useProvider(this, props.provider);
    const { location, tags, lifecycle, encryptionKey } = props;
    const { redundancy = StorageRedundancy.LRS } = props;
    this.location = location;
    this.asks = props.questions ?? true;
    this.tags = tags;
    this.hasLifecycle = lifecycle !== undefined;
    const resourceGroup = props.resourceGroup ?? this.newGroup(props);
    this.resourceGroup = resourceGroup;
    const keyUser = encryptionKey && keyUserOf(this, encryptionKey, { location, resourceGroup, tags });
    this.common = { ...props, resourceGroup, redundancy, keyUser };

    // an hour's blob is rewritten every minute, and each time what was there before would be kept
    const name = props.storageAccountName ?? accountName(this, 'flowlogs');
    this.storageAccount = this.newAccount(this, 'Raw', { name });
    if (lifecycle) lifecycleRules(this, this.storageAccount, lifecycle);
    if (!props.tableContainer) {
      const deletedBlobDays = DELETED_FILE_DAYS;
      this.tableAccount = this.newAccount(this, 'Table', {
        name: accountName(this, 'flowtable'),
        deletedBlobDays,
      });
    }
    this.tableContainer = props.tableContainer ?? this.newTable(this.tableAccount as StorageAccount);
    this.workspace = props.workspace ?? lakeWorkspace(this, props);
    ProviderNeeds.of(this).add(this, ['STORAGE', 'OPERATIONAL_INSIGHTS'], { keyless: true });
    if (encryptionKey) ProviderNeeds.of(this).add(this, ['KEY_VAULT', 'MANAGED_IDENTITY']);
    const { normalizer } = props;
    if (normalizer) this.normalizer = new FlowNormalizer(this, 'Normalizer', { lake: this, ...normalizer });
  }

  /** @internal Another account of the lake's, as hardened as the others. Deleted blobs are gone, unless days are given. */
  newAccount(
    scope: Construct,
    id: string,
    { name, deletedBlobDays }: { readonly name: string; readonly deletedBlobDays?: number },
  ): StorageAccount {
    return hardenedAccount(scope, id, { ...this.common, name, deletedBlobDays });
  }

  acceptAnalytics(analytics: TrafficAnalytics): void {
    const { workspace } = this;
    if (!this.asks || !analytics.isOn || analytics.workspace !== workspace) return;
    if (this.node.tryFindChild('Questions')) return;
    const { tags } = this;
    new FlowQuestions(this, 'Questions', { workspace, tags });
    new FlowWorkbook(this, 'Workbook', { workspace, tags });
  }

  private newGroup({ location, tags }: FlowLakeProps): ResourceGroup {
    return new ResourceGroup(this, 'Group', {
      name: uniqueName(this, 'flow-logs', MAX_GROUP_NAME),
      location,
      tags,
    });
  }

  private newTable({ id: storageAccountId }: StorageAccount): StorageContainer {
    return new StorageContainer(this, 'TableContainer', { name: TABLE_CONTAINER, storageAccountId });
  }
}
