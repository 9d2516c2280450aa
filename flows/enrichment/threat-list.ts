import { basename } from 'node:path';
import ipaddr from 'ipaddr.js';

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

/**
 * Addresses and networks of threat lists. If several networks contain an address, the smallest one counts.
 *
 * @example
 * const lists = new ThreatLists();
 * lists.add('botnets.txt', '203.0.113.0/24, botnet\n198.51.100.7\n');
 * lists.find('203.0.113.9'); // { type: 'botnet', source: 'botnets' }
 */
export class ThreatLists {
  /** Networks by prefix, for each address family and prefix length. */
  private readonly networks = new Map<string, Map<bigint, Threat>>();
  /** Families and lengths of the networks, the longest first. */
  private shapes: PrefixShape[] = [];

  /**
   * Adds a list. Each line has an address or network, and optionally a type of threat after a comma, semicolon, or
   * white space. The default type is the name of the list. `#` and `//` begin comments.
   *
   * @throws ThreatListError if lines have neither an address nor a network
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

  /** Returns the entry of an address; undefined if no list contains it. */
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
    const networks = this.networks.get(key);
    if (networks) {
      if (!networks.has(prefix)) networks.set(prefix, threat);
      return;
    }
    this.networks.set(key, new Map([[prefix, threat]]));
    this.shapes.push({ family, length });
  }
}

/** Address family and length of a prefix. */
interface PrefixShape {
  /** Bits of an address: 32 or 128. */
  readonly family: number;
  /** Bits of the prefix. */
  readonly length: number;
}

interface Network extends PrefixShape {
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
  return (
    `threat list ${path}: expected an IP address or a network in CIDR notation, received ${shown}${more}. ` +
    'Write one for each line, optionally followed by its type of threat.'
  );
}
