import { basename } from 'node:path';
import ipaddr from 'ipaddr.js';

/** What a list says of an address. */
export interface Threat {
  readonly type: string;
  /** Name of the list. */
  readonly source: string;
}

/** A list that can not be used, with all that is wrong with it. */
export class ThreatListError extends Error {
  override readonly name = 'ThreatListError';
}

const SHOWN_PROBLEMS = 5;

/** Addresses and networks that lists name. Of several networks around an address the smallest says what it is. */
export class ThreatLists {
  /** Networks by their prefix, by family and length, the longest first. */
  private readonly networks = new Map<string, Map<bigint, Threat>>();
  private shapes: Shape[] = [];

  /**
   * Adds a list: an address or network a line, a type of threat behind it after a comma, semicolon or white space
   * where there is one, else the list's name; `#` and `//` begin comments.
   *
   * @throws ThreatListError that tells of the lines which are neither
   */
  add(path: string, text: string): void {
    const source = basename(path).replace(/\.[^.]*$/, '');
    const problems: string[] = [];
    text.split(/\r?\n/).forEach((line, index) => {
      const [network, type = source] = line
        .replace(/(#|\/\/).*$/, '')
        .trim()
        .split(/\s*[,;\s]\s*(.*)/s);
      if (!network) return;
      const found = networkOf(network);
      if (found) this.put(found, { type: type.trim() || source, source });
      else problems.push(`line ${index + 1}: ${JSON.stringify(network)}`);
    });
    if (problems.length > 0) throw new ThreatListError(describe(path, problems));
    this.shapes.sort((a, b) => b.length - a.length);
  }

  /** What the lists say of an address, if they say anything. */
  find(address: string): Threat | undefined {
    if (!ipaddr.isValid(address)) return undefined;
    const { bits, value } = bitsOf(ipaddr.process(address).toByteArray());
    for (const { family, length } of this.shapes) {
      if (family !== bits) continue;
      const threat = this.networks.get(`${family}/${length}`)?.get(value >> BigInt(bits - length));
      if (threat) return threat;
    }
    return undefined;
  }

  private put({ family, length, prefix }: Network, threat: Threat): void {
    const key = `${family}/${length}`;
    const known = this.networks.get(key);
    if (known) {
      if (!known.has(prefix)) known.set(prefix, threat);
      return;
    }
    this.networks.set(key, new Map([[prefix, threat]]));
    this.shapes.push({ family, length });
  }
}

interface Shape {
  /** Bits of an address: 32 or 128. */
  readonly family: number;
  /** Bits of the prefix. */
  readonly length: number;
}

interface Network extends Shape {
  readonly prefix: bigint;
}

function networkOf(text: string): Network | undefined {
  try {
    const [address, length] = text.includes('/') ? ipaddr.parseCIDR(text) : wholeAddress(text);
    const { bits, value } = bitsOf(address.toByteArray());
    return { family: bits, length, prefix: value >> BigInt(bits - length) };
  } catch {
    return undefined;
  }
}

function wholeAddress(text: string): ReturnType<typeof ipaddr.parseCIDR> {
  const address = ipaddr.process(text);
  const bits = address.toByteArray().length * 8;
  return ipaddr.parseCIDR(`${address.toString()}/${bits}`);
}

function bitsOf(bytes: readonly number[]): { bits: number; value: bigint } {
  return { bits: bytes.length * 8, value: BigInt(`0x${Buffer.from(bytes).toString('hex')}`) };
}

function describe(path: string, problems: readonly string[]): string {
  const shown = problems.slice(0, SHOWN_PROBLEMS).join(', ');
  const more = problems.length > SHOWN_PROBLEMS ? ` and ${problems.length - SHOWN_PROBLEMS} more` : '';
  return `${path}: neither address nor network: ${shown}${more}; write one a line, and its type of threat behind it`;
}
