import { basename } from 'node:path';
import { AddressBits } from './address-bits';
import { Ipv4Blocks } from './ipv4-blocks';
import { readThreatList } from './read-threat-list';
import type { Threat, ThreatList } from './threat-list';
import { ThreatListError } from './threat-list-error';
import { type ReadList, shownProblems } from './threat-list-reading';

/** Ranges in all lists for which a set of blocks is worth its memory. */
const MIN_RANGES = 4_096;

/**
 * Addresses and networks of threat lists. If several networks contain an address, the smallest one counts. If several lists
 * contain the same network, the first one counts.
 *
 * @example
 * const lists = new ThreatLists();
 * lists.add('botnets.txt', '203.0.113.0/24, botnet\n198.51.100.7\n');
 * lists.find('203.0.113.9'); // { type: 'botnet', source: 'botnets' }
 */
export class ThreatLists {
  private readonly lists: ThreatList[] = [];
  private readonly bits = new AddressBits();
  /** Blocks with entries of the lists; undefined if a search in the lists is as fast, or if they have changed. */
  private blocks: Ipv4Blocks | undefined;
  private areBlocksCurrent = false;

  /** Returns the entries of lists that were read before. */
  static of(lists: Iterable<ThreatList>): ThreatLists {
    const all = new ThreatLists();
    all.lists.push(...lists);
    return all;
  }

  /**
   * Adds a list in any of the formats of docs/normalizer.md. The default type of threat is the name of the list.
   *
   * @throws ThreatListError if the list is empty, is not in one of the formats, or has entries that are not valid
   */
  add(path: string, text: string): void {
    const read = readFile(path, Buffer.from(text));
    if (read.badEntries > 0) {
      throw new ThreatListError(
        `threat list ${path}: expected an IP address, a network in CIDR notation or a range, received ` +
          `${shownProblems(read)}. Write one for each line, optionally followed by its type of threat.`,
      );
    }
    this.addRead(path, read);
  }

  /**
   * Adds a list of which some entries are not valid.
   *
   * @returns a description of the entries that are not used; undefined if all are valid
   * @throws ThreatListError if the list is empty, is not in one of the formats, or has no valid entry
   */
  addValid(path: string, content: Buffer): string | undefined {
    const read = readFile(path, content);
    this.addRead(path, read);
    return read.badEntries === 0
      ? undefined
      : `threat list ${path}: ${read.badEntries} of ${read.badEntries + read.entries} entries are not valid and not ` +
          `used: ${shownProblems(read)}`;
  }

  /** Returns the entry of an address; undefined if no list contains it. */
  find(address: string): Threat | undefined {
    return this.bits.parseText(address) ? this.findBits(this.bits) : undefined;
  }

  /** Returns the entry of the address that was parsed last; undefined if no list contains it. */
  findBits(bits: AddressBits): Threat | undefined {
    if (!this.areBlocksCurrent) this.renewBlocks();
    if (this.blocks && bits.count === 1 && !this.blocks.has(bits.words[0] as number)) return undefined;
    let smallest: Threat | undefined;
    let longest = -1;
    for (const list of this.lists) {
      const threat = list.find(bits);
      if (threat === undefined || list.foundLength <= longest) continue;
      smallest = threat;
      longest = list.foundLength;
    }
    return smallest;
  }

  private renewBlocks(): void {
    this.areBlocksCurrent = true;
    const ranges = this.lists.reduce((sum, { networks }) => sum + networks.ipv4Ranges, 0);
    this.blocks = ranges < MIN_RANGES ? undefined : new Ipv4Blocks();
    const { blocks } = this;
    if (!blocks) return;
    for (const { networks } of this.lists)
      networks.forEachIpv4Range((first, last) => blocks.addRange(first, last));
  }

  private addRead(path: string, read: ReadList): void {
    this.areBlocksCurrent = false;
    if (read.entries > 0) this.lists.push(read.list);
    else if (read.badEntries > 0) {
      throw new ThreatListError(`threat list ${path} has no valid entry: ${shownProblems(read)}`);
    } else {
      throw new ThreatListError(
        `threat list ${path} contains no address. Download it again, or leave it out.`,
      );
    }
  }
}

function readFile(path: string, content: Buffer): ReadList {
  const read = readThreatList(content, { path, name: basename(path).replace(/\.[^.]*$/, '') });
  for (let part = read.next(); ; part = read.next()) if (part.done) return part.value;
}
