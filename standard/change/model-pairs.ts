import type { Fact, FlowLog, Network, ResourceModel } from '../facts';
import { EQUAL_PROPERTIES, type Identity, ONLY_OF_ITS_TYPE, ResourcePairs, Version } from './resource-pairs';

/** Finds the resources of an app in its previous version, also under another name. */
export class ModelPairs {
  readonly networks: ResourcePairs<Network>;
  /** The declared destinations. */
  readonly stores: ResourcePairs<Fact>;
  readonly flowLogs: ResourcePairs<FlowLog>;
  private readonly storesBefore: ReadonlySet<string>;
  private readonly storesAfter: ReadonlySet<string>;

  constructor(base: ResourceModel, head: ResourceModel) {
    this.networks = new ResourcePairs<Network>(base.networks, head.networks, [
      EQUAL_PROPERTIES,
      ONLY_OF_ITS_TYPE,
    ]);
    const [storesBefore, storesAfter] = [base, head].map(storesOf) as [Fact[], Fact[]];
    this.stores = new ResourcePairs(storesBefore, storesAfter, [
      SAME_NAME,
      EQUAL_PROPERTIES,
      ONLY_OF_ITS_TYPE,
    ]);
    // only an adapter that lists all destinations shows that one is missing
    const isComplete = base.stores !== undefined && head.stores !== undefined;
    this.storesBefore = new Set(isComplete ? storesBefore.map(({ address }) => address) : []);
    this.storesAfter = new Set(storesAfter.map(({ address }) => address));
    this.flowLogs = new ResourcePairs(base.flowLogs, head.flowLogs, [
      { keyOf: (each, version) => this.endsOf(each, version, true), needsUniqueKey: false },
      { keyOf: (each, version) => this.endsOf(each, version, false), needsUniqueKey: true },
    ]);
  }

  /** Returns the address in the new version of a network or destination of the old version; the address itself for others. */
  newAddress(address: string): string {
    return (this.networks.after(address) ?? this.stores.after(address))?.address ?? address;
  }

  /** Whether the deployment deletes a destination: the app declared it before, and no longer does. */
  isDeleted({ address }: Fact): boolean {
    return this.storesBefore.has(address) && !this.storesAfter.has(address) && !this.stores.after(address);
  }

  /** The target of a flow log, and its destination, by their addresses in the new version. */
  private endsOf(
    { cloud, target, destination }: FlowLog,
    version: Version,
    withDestination: boolean,
  ): string | undefined {
    if (withDestination && !destination.known) return undefined;
    const ends = [
      target.known ? target.value : target.reason,
      ...(withDestination && destination.known ? [destination.value.address] : []),
    ];
    return [cloud, ...(version === Version.BEFORE ? ends.map((end) => this.newAddress(end)) : ends)].join(
      '\n',
    );
  }
}

/** Destinations with the same name are the same destination. */
const SAME_NAME: Identity<Fact> = {
  keyOf: ({ type, immutable = [], resourceId }) => {
    if (resourceId !== undefined) return undefined;
    const name = immutable.find(
      ({ isName, value }) => isName && value.known && typeof value.value === 'string',
    );
    return name?.value.known ? `${type}\n${String(name.value.value)}` : undefined;
  },
  needsUniqueKey: true,
};

/** Declared destinations; those of flow logs if the adapter does not list them. */
function storesOf({ stores, flowLogs }: ResourceModel): Fact[] {
  if (stores) return [...stores];
  const used = flowLogs.flatMap(({ destination }) => (destination.known ? [destination.value] : []));
  return [...new Map(used.map((each) => [each.address, each])).values()];
}
