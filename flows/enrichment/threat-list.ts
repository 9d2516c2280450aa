import type { AddressBits } from './address-bits';
import { Networks } from './networks';

/** Entry of an address in a threat list. */
export interface Threat {
  readonly type: string;
  /** Name of the list, and its version if it is one of a folder. */
  readonly source: string;
}

/** The networks of one threat list, with their types of threat. */
export class ThreatList {
  private readonly networks = new Networks();
  private readonly threats: Threat[] = [];

  /** @param source - name of the list, which the rows state */
  constructor(readonly source: string) {}

  /** Number of different networks. */
  get size(): number {
    return this.networks.size;
  }

  /** Length of the prefix of the network that was found last. */
  get foundLength(): number {
    return this.networks.foundLength;
  }

  /** Adds a type of threat. Returns its number, from 1. */
  addType(type: string): number {
    return this.threats.push({ type, source: this.source });
  }

  /** Adds the network of an address, unless the list contains it. */
  add(bits: AddressBits, length: number, typeNumber: number): void {
    this.networks.add(bits, length, typeNumber);
  }

  /** Returns the smallest network that contains an address; undefined if there is none. */
  find(bits: AddressBits): Threat | undefined {
    const number = this.networks.find(bits);
    return number === 0 ? undefined : this.threats[number - 1];
  }
}
