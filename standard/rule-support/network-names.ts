import { type Network, NetworkKind, type ResourceModel } from '../facts';
import { titleOfId } from '../facts/stand-in-id';
import type { Ternary } from './ternary';

/** Finds networks by address, id or ARN, and the network of a subnet. */
export class NetworkNames {
  private readonly byName = new Map<string, Network>();

  constructor({ networks }: ResourceModel) {
    for (const network of networks) {
      for (const name of [network.address, ...(network.ids ?? [])]) this.byName.set(name, network);
    }
  }

  /** The address of a network with this name; the name itself if the network is not in this app. */
  addressOf(name: string): string {
    return this.byName.get(name)?.address ?? name;
  }

  /** The network with this name, if it is in this app. */
  networkOf(name: string): Network | undefined {
    return this.byName.get(name);
  }

  /** The title of a network with this name. For a network outside this app, the title of its id. */
  titleOf(name: string): string {
    return this.byName.get(name)?.title ?? titleOfId(name);
  }

  /** The region of a network or of the network of a subnet, if the app states it. */
  regionOf(name: string): Network['region'] {
    const network = this.byName.get(name);
    if (network?.region || !network?.parent?.known) return network?.region;
    return this.byName.get(network.parent.value)?.region;
  }

  /** Filters the networks that contain, or may contain, a subnet. */
  around(address: string, all: ReadonlySet<string>): readonly string[] {
    const parent = this.byName.get(address)?.parent;
    if (!parent) return [];
    if (!parent.known) return [...all].filter((each) => this.isIn(address, each) !== false);
    const name = this.addressOf(parent.value);
    return all.has(name) ? [name] : [];
  }

  /** Whether a subnet belongs to a network. Both addresses come from `addressOf`. */
  isIn(inner: string, outer: string): Ternary {
    const parent = this.byName.get(inner)?.parent;
    if (!parent || inner === outer) return false;
    if (parent.known) return this.addressOf(parent.value) === outer;
    // a network outside this app may be a VPC
    const kind = this.byName.get(outer)?.kind;
    return kind === undefined || kind === NetworkKind.VPC ? undefined : false;
  }
}
