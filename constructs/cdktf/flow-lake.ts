import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { Aspects, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../throw-problems';
import type { INetwork, IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';
import { type FlowLakeProps, StorageRedundancy } from './flow-lake-props';
import { FlowNormalizer } from './flow-normalizer';
import { FlowQuestions } from './flow-questions';
import { FlowWorkbook } from './flow-workbook';
import type { IFlowLake } from './i-flow-lake';
import type { LakeAccountProps, NormalizedLake } from './normalized-lake';
import { addDefaultLake, defaultLakeIn, refuseSecondUnknown } from './private/default-lakes';
import { regionOf } from './private/expressions';
import { type HardenedAccountProps, hardenedAccount, keyUserOf } from './private/hardened-account';
import { lakeProblems } from './private/lake-problems';
import { lakeWorkspace } from './private/lake-workspace';
import { lifecycleRules } from './private/lifecycle-rules';
import { accountName, clientConfig, uniqueName } from './private/names';
import { ProviderNeeds } from './private/provider-needs';
import { chosenFor, useIfNoDefault, useProvider } from './private/provider-of';
import { type PlacedEndpoints, StorageService, storageEndpoints } from './private/storage-endpoint';
import { requireGroup } from './private/subscription-problems';
import { workspaceQuestions } from './private/workspace-questions';
import type { TrafficAnalytics } from './traffic-analytics';

const MAX_GROUP_NAME = 90;

/** Container of the table. */
const TABLE_CONTAINER = 'flows';

/** Days in which deleted files of the table can be restored. */
const DELETED_FILE_DAYS = 7;

/**
 * The shared store of a region: a storage account for raw flow logs that only Azure writes to, an account for tables, and
 * a workspace for Traffic Analytics. One lake serves all flow logs of a region.
 *
 * @example
 * const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', redundancy: StorageRedundancy.ZRS });
 * new VnetFlowLogs(stack, 'FlowLogs', { network, lake });
 *
 * @throws Error that lists all problems of the props
 */
export class FlowLake extends Construct implements IFlowLake, NormalizedLake {
  /**
   * Returns the stack's lake for the region of a network. The first call creates it.
   *
   * @throws Error if the region is known only after deployment and the stack already has such a lake for another network
   */
  static forRegionOf(scope: Construct, network: Pick<INetwork, 'location' | 'locationInput'>): FlowLake {
    const stack = TerraformStack.of(scope);
    const region = regionOf(scope, network);
    const id = `FlowLake-${region.id}`;
    const found = stack.node.tryFindChild(id) ?? defaultLakeIn(stack, region);
    if (found instanceof FlowLake) return found;
    refuseSecondUnknown(scope, stack, region);
    const lake = new FlowLake(stack, id, { location: region.location });
    // in a stack of aliased providers, the lake is in the subscription of its first flow log
    for (const each of [lake, clientConfig(lake)]) useIfNoDefault(each, chosenFor(scope));
    addDefaultLake(stack, lake, region);
    return lake;
  }

  /** Region of the lake. */
  readonly location: string;

  /** Resource group of storage accounts and data collection rules. Traffic Analytics creates no resources in it. */
  readonly resourceGroup: IResourceGroup;

  /** Storage account that receives the flow logs. Read it; do not change blobs, metadata or leases in it. */
  readonly storageAccount: StorageAccount;

  /** Container of the tables `flows` and `rejects`. */
  readonly tableContainer: IStorageContainer;

  /** Normalizer, if the props request one. */
  readonly normalizer?: FlowNormalizer;

  /** Whether the account has lifecycle rules, so that no flow log may have a retention. */
  readonly hasLifecycle: boolean;

  /** @internal Account of the table, if the lake created it. */
  readonly tableAccount?: StorageAccount;

  /** @internal Whether the lake saves questions. */
  readonly savesQuestions: boolean;

  /** @internal Private endpoints of the accounts. */
  readonly privateEndpoints?: PlacedEndpoints;

  /** @internal Whether the account of the table has a public endpoint. */
  readonly publicNetworkAccess: boolean;

  /** Id of the workbook. azurerm does not change the workspace of a workbook, so each generation has its own. */
  private readonly workbookId: string;

  /** @internal Tags of the resources. */
  readonly tags: FlowLakeProps['tags'];

  private usedWorkspace?: IWorkspace;

  private readonly newWorkspace: () => IWorkspace;

  /** Whether Traffic Analytics of a flow log writes to another workspace. */
  private sendsElsewhere = false;

  private readonly common: Omit<
    HardenedAccountProps,
    'name' | 'deletedBlobDays' | 'publicNetworkAccess' | 'accessKeys'
  >;

  constructor(scope: Construct, id: string, props: FlowLakeProps) {
    super(scope, id);
    throwProblems(this, lakeProblems(this, props));
    useProvider(this, props.provider);
    const { location, tags, lifecycle, encryptionKey } = props;
    const { redundancy = StorageRedundancy.LRS } = props;
    this.location = location;
    this.savesQuestions = props.questions ?? true;
    const { workspaceGeneration: generation = 1 } = props;
    this.workbookId = generation === 1 ? 'Workbook' : `Workbook-${generation}`;
    this.tags = tags;
    this.hasLifecycle = lifecycle !== undefined;
    const resourceGroup = props.resourceGroup ?? this.newGroup(props);
    this.resourceGroup = resourceGroup;
    requireGroup(this, resourceGroup);
    const keyUser = encryptionKey && keyUserOf(this, encryptionKey, { location, resourceGroup, tags });
    this.publicNetworkAccess = props.publicNetworkAccess ?? true;
    this.common = { ...props, resourceGroup, redundancy, keyUser };

    // Azure rewrites an hour's blob every minute: soft delete would retain each version
    const name = props.storageAccountName ?? accountName(this, 'flowlogs');
    this.storageAccount = this.newAccount(this, 'Raw', { name, accessKeys: props.rawAccessKeys });
    if (lifecycle) lifecycleRules(this, this.storageAccount, lifecycle);
    if (!props.tableContainer) {
      const deletedBlobDays = DELETED_FILE_DAYS;
      this.tableAccount = this.newAccount(this, 'Table', {
        name: accountName(this, 'flowtable'),
        deletedBlobDays,
        publicNetworkAccess: this.publicNetworkAccess,
      });
    }
    this.privateEndpoints = this.newEndpoints(props);
    this.tableContainer = props.tableContainer ?? this.newTable(this.tableAccount as StorageAccount);
    this.usedWorkspace = props.workspace;
    this.newWorkspace = () => lakeWorkspace(this, props);
    // a workspace for which no flow log decides is created as well, because other apps can send rows to it
    Aspects.of(this).add({ visit: (node) => node === this && !this.sendsElsewhere && this.workspace });
    ProviderNeeds.of(this).add(this, ['STORAGE', 'OPERATIONAL_INSIGHTS'], { keyless: true });
    if (encryptionKey) ProviderNeeds.of(this).add(this, ['KEY_VAULT', 'MANAGED_IDENTITY']);
    const { normalizer } = props;
    if (normalizer) this.normalizer = new FlowNormalizer(this, 'Normalizer', { lake: this, ...normalizer });
  }

  /** Workspace that Traffic Analytics writes to. The lake creates it with the first use. */
  get workspace(): IWorkspace {
    this.usedWorkspace ??= this.newWorkspace();
    return this.usedWorkspace;
  }

  /** @internal Creates another hardened account of the lake. Deleted blobs are lost unless `deletedBlobDays` is given. */
  newAccount(
    scope: Construct,
    id: string,
    { name, deletedBlobDays, publicNetworkAccess = true, accessKeys = false }: LakeAccountProps,
  ): StorageAccount {
    const own = { name, deletedBlobDays, publicNetworkAccess, accessKeys };
    return hardenedAccount(scope, id, { ...this.common, ...own });
  }

  /** Prepares the workspace that Traffic Analytics writes to: the first call creates its questions and workbook. */
  acceptAnalytics({ workspace, isOn }: TrafficAnalytics): void {
    // two objects can represent one workspace
    const isOwn = workspace === this.usedWorkspace || workspace.id === this.usedWorkspace?.id;
    if (!isOwn) this.sendsElsewhere = true;
    if (!this.savesQuestions || !isOn) return;
    const { tags } = this;
    if (!isOwn) workspaceQuestions(this, workspace, tags);
    else if (!this.node.tryFindChild('Questions')) {
      new FlowQuestions(this, 'Questions', { workspace, tags });
      new FlowWorkbook(this, this.workbookId, { workspace, tags });
    }
  }

  private newEndpoints({ privateEndpoints }: FlowLakeProps): PlacedEndpoints | undefined {
    if (!privateEndpoints) return undefined;
    const { location, resourceGroup, tags, storageAccount, tableAccount } = this;
    const { subnetId, blobZoneId: blob, queueZoneId: queue } = privateEndpoints;
    const place = { location, resourceGroup, tags, subnetId, zoneIds: { blob, queue } };
    const services = [StorageService.BLOB];
    const accounts = [
      { name: 'raw', account: storageAccount, services },
      ...(tableAccount ? [{ name: 'table', account: tableAccount, services }] : []),
    ];
    ProviderNeeds.of(this).add(this, ['NETWORK']);
    return { resources: storageEndpoints(this, accounts, place), place };
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
