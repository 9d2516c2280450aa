import { shown } from '../shown';
import type { AddressBits } from './address-bits';
import { NetworkCollector } from './network-collector';
import { ThreatList } from './threat-list';
import { ThreatListError } from './threat-list-error';
import { readNetwork } from './threat-network';
import { wideNetworkProblem } from './wide-network';

/** What a list is read for. */
export interface ThreatListRequest {
  /** Name of the file, for errors. */
  readonly path: string;
  /** Name of the list, which the rows state, and the default type of threat. */
  readonly name: string;
  /** Version of the list, which the rows state. @default - the rows state the name only */
  readonly version?: string;
  /** Most networks. @default - no limit */
  readonly maxNetworks?: number;
  /** Most bytes of different types of threat. Entries with further types have the default type. @default - no limit */
  readonly maxTypeBytes?: number;
  /** Time in milliseconds at which indicators have to be valid. @default - now */
  readonly now?: number;
}

/** Most lines of text before the names of columns. */
const MAX_LINES_BEFORE_NAMES = 20;
const SHOWN_PROBLEMS = 5;
const SHOWN_LENGTH = 60;
/** Longest type of threat in bytes. The table has it in every row with this threat. */
const MAX_TYPE_BYTES = 256;
/** Bytes that a type needs besides its text, so that the number of types is limited, too. */
const TYPE_BYTES = 128;
/** What follows a type that is cut. */
const CUT = '...';
/** White space and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
const BLANKS = /[\s\x00-\x1f\x7f]+/g;
/** A text without a letter is a count, a date or a score. */
const LETTER = /\p{L}/u;
/** Numbers of the records of Spamhaus. */
const RECORD_NUMBER = /^SBL[0-9]+$/i;

/** A list that was read: its entries, and what is not used. */
export interface ReadList {
  readonly list: ThreatList;
  /** Entries in use. Several entries can name the same network. */
  readonly entries: number;
  /** Entries that are not valid. */
  readonly badEntries: number;
  /** The first entries that are not valid, with their positions. */
  readonly problems: readonly string[];
  /** Entries that the format excludes, for example domain names and expired indicators. */
  readonly skippedEntries: number;
  /** Entries that have the default type, because the list has too many different types. */
  readonly entriesWithoutType: number;
  /** Bytes of the different types. */
  readonly typeBytes: number;
  /** The first time in milliseconds at which an indicator becomes valid or expires; undefined if none does. */
  readonly changesAt: number | undefined;
}

/** The first entries of a list that are not valid, and the number of the others. */
export function shownProblems({ problems, badEntries }: ReadList): string {
  return (
    problems.join(', ') + (badEntries > problems.length ? ` and ${badEntries - problems.length} more` : '')
  );
}

/** The reading of one list. */
export class ThreatListReading {
  /** Time in milliseconds at which indicators have to be valid. */
  readonly now: number;
  private readonly collector = new NetworkCollector();
  private readonly types: string[] = [];
  /** Numbers of the types, by their texts in the list. */
  private readonly typeNumbers = new Map<string, number>();
  private readonly problems: string[] = [];
  private entries = 0;
  private badEntries = 0;
  private skippedEntries = 0;
  private entriesWithoutType = 0;
  private typeBytes = 0;
  private changesAt: number | undefined;
  private readonly maxNetworks: number;
  private readonly maxTypeBytes: number;

  constructor(private readonly request: ThreatListRequest) {
    this.now = request.now ?? Date.now();
    this.maxNetworks = request.maxNetworks ?? Number.POSITIVE_INFINITY;
    this.maxTypeBytes = request.maxTypeBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the names of columns can follow: there is no entry yet, and little else. */
  get isAtStart(): boolean {
    return this.entries + this.skippedEntries === 0 && this.badEntries < MAX_LINES_BEFORE_NAMES;
  }

  /** Returns what was read. Nothing can be added after this. */
  end(): ReadList {
    const { name, version } = this.request;
    const { entries, badEntries, problems, skippedEntries, entriesWithoutType, typeBytes, changesAt } = this;
    const source = version === undefined ? name : `${name}@${version}`;
    const list = new ThreatList(source, this.types, this.collector.networks());
    return { list, entries, badEntries, problems, skippedEntries, entriesWithoutType, typeBytes, changesAt };
  }

  /**
   * Adds an entry, or counts it if it is not valid.
   *
   * @param where - position in the file, such as `line 7`
   * @throws ThreatListError if the list has too many networks
   */
  add(where: string, network: string, type: string): void {
    const number = this.typeNumber(type);
    let wide: string | undefined;
    this.collector.beginEntry();
    const invalid = readNetwork(network, (bits, length) => {
      wide ??= wideNetworkProblem(bits, length);
      if (wide === undefined) this.addNetwork(bits, length, number);
      return wide === undefined;
    });
    const problem = invalid ?? wide;
    if (problem === undefined) this.entries++;
    else {
      this.collector.undoEntry();
      this.bad(where, network, problem);
    }
  }

  /** Counts an entry that is not valid. */
  bad(where: string, text: string, problem: string): void {
    this.badEntries++;
    if (this.problems.length === SHOWN_PROBLEMS) return;
    this.problems.push(`${where}: ${shown(text, SHOWN_LENGTH)} (${problem})`);
  }

  /** Counts an entry that the format excludes. */
  skip(): void {
    this.skippedEntries++;
  }

  /** Notes a time at which the entries change without a change of the file. */
  changes(at: number): void {
    if (at > this.now && at < (this.changesAt ?? Number.POSITIVE_INFINITY)) this.changesAt = at;
  }

  private addNetwork(bits: AddressBits, length: number, number: number): void {
    if (this.collector.count === this.maxNetworks) {
      throw new ThreatListError(
        `threat list ${this.request.path} has more than ${this.maxNetworks} networks. Use a smaller list, or remove other lists.`,
      );
    }
    this.collector.add(bits, length, number);
  }

  private typeNumber(text: string): number {
    const known = this.typeNumbers.get(text);
    if (known !== undefined) return known;
    const { name } = this.request;
    const type = typeOf(text) ?? name;
    const same = this.typeNumbers.get(type);
    if (same !== undefined) return same;
    const bytes = TYPE_BYTES + Buffer.byteLength(type);
    if (type !== name && this.typeBytes + bytes > this.maxTypeBytes) {
      this.entriesWithoutType++;
      return this.typeNumber('');
    }
    this.typeBytes += bytes;
    const number = this.types.push(type);
    this.typeNumbers.set(type, number);
    return number;
  }
}

/** The type of threat that a text states; undefined if it states none. */
function typeOf(text: string): string | undefined {
  const type = text.replace(BLANKS, ' ').trim();
  if (!LETTER.test(type) || RECORD_NUMBER.test(type)) return undefined;
  const bytes = Buffer.from(type);
  // a character whose bytes are cut becomes a replacement character
  return bytes.length <= MAX_TYPE_BYTES
    ? type
    : `${bytes.toString('utf8', 0, MAX_TYPE_BYTES - CUT.length - 2).replace(/\ufffd$/, '')}${CUT}`;
}
