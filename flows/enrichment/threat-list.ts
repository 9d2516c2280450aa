import { basename } from 'node:path';
import { shown } from '../shown';
import { AddressBits } from './address-bits';
import { Networks } from './networks';
import { splitThreatLine } from './threat-line';
import { readNetwork } from './threat-network';

/** Entry of an address in a threat list. */
export interface Threat {
  readonly type: string;
  /** Name of the list. */
  readonly source: string;
}

/**
 * A threat list that cannot be used. The message has all its problems.
 *
 * @example
 * if (error instanceof ThreatListError) console.error(error.message);
 */
export class ThreatListError extends Error {
  override readonly name = 'ThreatListError';
}

const SHOWN_PROBLEMS = 5;
const SHOWN_LENGTH = 60;
/** Longest type of threat in bytes. The table has it in every row with this threat. */
const MAX_TYPE_BYTES = 256;
const BYTE_ORDER_MARK = '\ufeff';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;
const HTML = /^\s*<(?:!doctype|html|head|body|\?xml)/i;
const JSON_TEXT = /^\s*(?:\{|\[\s*[{"])/;
/** First words of the line with column names of a CSV file. */
const COLUMN_NAMES =
  /^(?:ip|ip[_ -]?addr(?:ess)?|address|indicator|network|cidr|subnet|range|prefix|[sd]st[_ -]?ip)$/i;

/**
 * Addresses and networks of threat lists. If several networks contain an address, the smallest one counts.
 *
 * @example
 * const lists = new ThreatLists();
 * lists.add('botnets.txt', '203.0.113.0/24, botnet\n198.51.100.7\n');
 * lists.find('203.0.113.9'); // { type: 'botnet', source: 'botnets' }
 */
export class ThreatLists {
  private readonly networks = new Networks();
  private readonly threats: Threat[] = [];
  private readonly bits = new AddressBits();

  /**
   * Adds a list. Each line has an address, a network in CIDR notation or a range, and optionally a type of threat after
   * a comma, semicolon, or white space. The default type is the name of the list. `#` and `//` begin comments. A range
   * counts as the networks that it consists of. A port after an address is ignored.
   *
   * @throws ThreatListError if the list is empty, or if lines have neither an address, a network nor a range
   */
  add(path: string, text: string): void {
    const form = formProblem(text);
    if (form) throw new ThreatListError(`threat list ${path} ${form}`);
    const source = basename(path).replace(/\.[^.]*$/, '');
    const reading = new ListReading(path, source, (type) => this.threats.push({ type, source }));
    const lineEnd = lineEndOf(text);
    // does not split the text into an array, because lists can have millions of lines
    for (let from = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0; from <= text.length; ) {
      const found = text.indexOf(lineEnd, from);
      const end = found < 0 ? text.length : found;
      reading.line(text.slice(from, end), this.networks);
      from = end + 1;
    }
    reading.end();
  }

  /** Returns the entry of an address; undefined if no list contains it. */
  find(address: string): Threat | undefined {
    return this.bits.parseText(address) ? this.findBits(this.bits) : undefined;
  }

  /** Returns the entry of the address that was parsed last; undefined if no list contains it. */
  findBits(bits: AddressBits): Threat | undefined {
    const number = this.networks.find(bits);
    return number === 0 ? undefined : this.threats[number - 1];
  }
}

/** The reading of one list. */
class ListReading {
  private readonly problems: string[] = [];
  private problemCount = 0;
  private lineNumber = 0;
  private entries = 0;
  /** Numbers of the types of this list, by their texts in the list. */
  private readonly types = new Map<string, number>();

  constructor(
    private readonly path: string,
    private readonly source: string,
    /** Adds a type of threat and returns its number. */
    private readonly addType: (type: string) => number,
  ) {}

  line(line: string, networks: Networks): void {
    this.lineNumber++;
    const parts = splitThreatLine(line);
    if (!parts) return;
    const { network, rest } = parts;
    if (this.entries === 0 && this.problemCount === 0 && COLUMN_NAMES.test(network)) return;
    const type = this.typeOf(rest);
    const problem = typeof type === 'string' ? type : this.add(network, type, networks);
    if (problem === undefined) this.entries++;
    else this.report(problem, network);
  }

  /** @throws ThreatListError that describes the problems of all lines, or if there are no entries */
  end(): void {
    const { path, problems, problemCount } = this;
    if (problemCount > 0) {
      const more = problemCount > problems.length ? ` and ${problemCount - problems.length} more` : '';
      throw new ThreatListError(
        `threat list ${path}: expected an IP address, a network in CIDR notation or a range, received ` +
          `${problems.join(', ')}${more}. Write one for each line, optionally followed by its type of threat.`,
      );
    }
    if (this.entries === 0) {
      throw new ThreatListError(
        `threat list ${path} contains no address. Download it again, or leave it out.`,
      );
    }
  }

  private add(network: string, type: number, networks: Networks): string | undefined {
    return readNetwork(network, (bits, length) => networks.add(bits, length, type));
  }

  /** The number of the type of threat that follows an address; a text that describes its problem if there is one. */
  private typeOf(text: string): number | string {
    const known = this.types.get(text);
    if (known !== undefined) return known;
    const type = text.trim().replace(/^"(.*)"$/, '$1') || this.source;
    const problem = typeProblem(type);
    if (problem !== undefined) return problem;
    const number = this.addType(type);
    this.types.set(text, number);
    return number;
  }

  private report(problem: string, network: string): void {
    this.problemCount++;
    if (this.problems.length === SHOWN_PROBLEMS) return;
    this.problems.push(`line ${this.lineNumber}: ${shown(network, SHOWN_LENGTH)} (${problem})`);
  }
}

function typeProblem(type: string): string | undefined {
  const bytes = Buffer.byteLength(type);
  if (bytes > MAX_TYPE_BYTES)
    return `its type of threat has ${bytes} bytes, at most ${MAX_TYPE_BYTES} are allowed`;
  return CONTROL_CHARACTER.test(type) ? 'its type of threat has a control character' : undefined;
}

/** Describes a text that is no list at all. */
function formProblem(text: string): string | undefined {
  const start = text.slice(0, 1024).replace(BYTE_ORDER_MARK, '');
  if (start.includes('\0')) return 'is binary or UTF-16. Give a text file in UTF-8.';
  if (HTML.test(start)) {
    return 'is an HTML page, which servers send in place of a list that needs a login or does not exist. Download it again.';
  }
  if (JSON_TEXT.test(start)) {
    return 'is JSON. Extract the addresses to a text file with one address, network or range for each line.';
  }
  return text.trim() === '' ? 'is empty. Download it again, or leave it out.' : undefined;
}

/** The ends of the lines of a text. Files of old systems have carriage returns only. */
function lineEndOf(text: string): string {
  return text.includes('\n') ? '\n' : '\r';
}
