import { type Network, NetworkKind, type ResourceModel } from '../facts';
import type { Ternary } from './ternary';

/** Finds networks by any of their names, and what a subnet is in. */
export class NetworkNames {
  private readonly byName = new Map<string, Network>();

  constructor({ networks }: ResourceModel) {
    for (const network of networks) {
      for (const name of [network.address, ...(network.ids ?? [])]) this.byName.set(name, network);
    }
  }

  /** Address of the network that a name means; the name itself for one that is not of this app. */
  addressOf(name: string): string {
    return this.byName.get(name)?.address ?? name;
  }

  /** Of some networks, those that one is in or may be in. */
  around(address: string, all: ReadonlySet<string>): readonly string[] {
    const parent = this.byName.get(address)?.parent;
    if (!parent) return [];
    if (!parent.known) return [...all].filter((each) => this.isIn(address, each) !== false);
    const name = this.addressOf(parent.value);
    return all.has(name) ? [name] : [];
  }

  /** Whether the one is a subnet of the other. Addresses are those of `addressOf`. */
  isIn(inner: string, outer: string): Ternary {
    const parent = this.byName.get(inner)?.parent;
    if (!parent || inner === outer) return false;
    if (parent.known) return this.addressOf(parent.value) === outer;
    // what is not of this app may be the VPC
    const kind = this.byName.get(outer)?.kind;
    return kind === undefined || kind === NetworkKind.VPC ? undefined : false;
  }
}
