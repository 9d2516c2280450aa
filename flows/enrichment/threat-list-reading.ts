import { shown } from '../shown';
import type { AddressBits } from './address-bits';
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

const SHOWN_PROBLEMS = 5;
const SHOWN_LENGTH = 60;
/** Longest type of threat in bytes. The table has it in every row with this threat. */
const MAX_TYPE_BYTES = 256;
/** What follows a type that is cut. */
const CUT = '...';
/** White space and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
const BLANKS = /[\s\x00-\x1f\x7f]+/g;
/** A text without a letter is a count, a date or a score. */
const LETTER = /\p{L}/u;
/** Numbers of the records of Spamhaus. */
const RECORD_NUMBER = /^SBL[0-9]+$/i;

/** The result of reading one list: its entries, and what is not used. */
export class ThreatListReading {
  readonly list: ThreatList;
  /** Time in milliseconds for which validity counts. */
  readonly now: number;
  /** Entries in use. Several entries can name the same network. */
  entries = 0;
  /** Entries that are not valid. */
  badEntries = 0;
  /** Entries that the format excludes, for example domain names and expired indicators. */
  skippedEntries = 0;
  /** Entries that have the default type, because the list has too many different types. */
  entriesWithoutType = 0;
  /** The first time in milliseconds at which an indicator becomes valid or expires; undefined if none does. */
  changesAt: number | undefined;
  /** Bytes of the different types. */
  typeBytes = 0;
  /** The first entries that are not valid. */
  readonly problems: string[] = [];
  private networks = 0;
  private readonly name: string;
  private readonly maxNetworks: number;
  private readonly maxTypeBytes: number;
  /** Numbers of the types, by their texts in the list. */
  private readonly types = new Map<string, number>();

  constructor(private readonly request: ThreatListRequest) {
    const { name, version } = request;
    this.name = name;
    this.list = new ThreatList(version === undefined ? name : `${name}@${version}`);
    this.now = request.now ?? Date.now();
    this.maxNetworks = request.maxNetworks ?? Number.POSITIVE_INFINITY;
    this.maxTypeBytes = request.maxTypeBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Whether no entry has been read. */
  get isEmpty(): boolean {
    return this.entries + this.badEntries + this.skippedEntries === 0;
  }

  /**
   * Adds an entry, or counts it if it is not valid.
   *
   * @param where - position in the file, such as `line 7`
   * @throws ThreatListError if the list has too many networks
   */
  add(where: string, network: string, type: string): void {
    const problem = this.problemOf(network);
    if (problem !== undefined) {
      this.bad(where, network, problem);
      return;
    }
    const number = this.typeNumber(type);
    readNetwork(network, (bits, length) => this.addNetwork(bits, length, number));
    this.entries++;
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

  /** The first entries that are not valid, and the number of the others. */
  shownProblems(): string {
    const { problems, badEntries } = this;
    return (
      problems.join(', ') + (badEntries > problems.length ? ` and ${badEntries - problems.length} more` : '')
    );
  }

  private problemOf(network: string): string | undefined {
    let wide: string | undefined;
    const invalid = readNetwork(network, (bits, length) => {
      wide ??= wideNetworkProblem(bits, length);
    });
    return invalid ?? wide;
  }

  private addNetwork(bits: AddressBits, length: number, number: number): void {
    this.networks++;
    if (this.networks > this.maxNetworks) {
      throw new ThreatListError(
        `threat list ${this.request.path} has more than ${this.maxNetworks} networks. Use a smaller list, or remove other lists.`,
      );
    }
    this.list.add(bits, length, number);
  }

  private typeNumber(text: string): number {
    const known = this.types.get(text);
    if (known !== undefined) return known;
    const type = typeOf(text) ?? this.name;
    const same = this.types.get(type);
    if (same !== undefined) return same;
    const bytes = Buffer.byteLength(type);
    if (type !== this.name && this.typeBytes + bytes > this.maxTypeBytes) {
      this.entriesWithoutType++;
      return this.typeNumber('');
    }
    this.typeBytes += bytes;
    const number = this.list.addType(type);
    this.types.set(type, number);
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
