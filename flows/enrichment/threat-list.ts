import type { AddressBits } from './address-bits';
import type { Networks } from './networks';

/** Entry of an address in a threat list. */
export interface Threat {
  readonly type: string;
  /** Name of the list, and its version if it is one of a folder. */
  readonly source: string;
}

/** The networks of one threat list, with their types of threat. */
export class ThreatList {
  /**
   * @param source - name of the list, which the rows state
   * @param types - the types by their numbers, from 1
   * @param networks - networks with the numbers of their types
   */
  constructor(
    readonly source: string,
    types: readonly string[],
    readonly networks: Networks,
  ) {
    this.threats = types.map((type) => ({ type, source }));
  }

  private readonly threats: readonly Threat[];

  /** Number of different networks. */
  get size(): number {
    return this.networks.size;
  }

  /** Length of the prefix of the network that was found last. */
  get foundLength(): number {
    return this.networks.foundLength;
  }

  /** Returns the smallest network that contains an address; undefined if there is none. */
  find(bits: AddressBits): Threat | undefined {
    const number = this.networks.find(bits);
    return number === 0 ? undefined : this.threats[number - 1];
  }
}
