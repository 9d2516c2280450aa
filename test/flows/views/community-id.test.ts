import { createHash } from 'node:crypto';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { communityId } from '../../../flows/views/community-id';
import { sql } from '../../support/duckdb';

interface Tuple {
  readonly src: string | null;
  readonly dst: string | null;
  readonly protocol: number | null;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
}

const PORT_PROTOCOLS = [6, 17, 132];

/** The algorithm of the specification. */
function expected({ src, dst, protocol, srcPort, dstPort }: Tuple): string {
  const end = (address: string | null, port: number | null) => {
    const bytes = Buffer.from(ipaddr.parse(inGroups(address ?? '')).toByteArray());
    const portBytes = Buffer.alloc(2);
    portBytes.writeUInt16BE(port ?? 0);
    return { bytes, portBytes, key: Buffer.concat([bytes, portBytes]) };
  };
  const [low, high] = [end(src, srcPort), end(dst, dstPort)].sort((a, b) => Buffer.compare(a.key, b.key)) as [
    ReturnType<typeof end>,
    ReturnType<typeof end>,
  ];
  const ports = PORT_PROTOCOLS.includes(protocol ?? -1) ? [low.portBytes, high.portBytes] : [];
  const hash = createHash('sha1')
    .update(
      Buffer.concat([Buffer.alloc(2), low.bytes, high.bytes, Buffer.from([protocol ?? 0, 0]), ...ports]),
    )
    .digest('base64');
  return `1:${hash}`;
}

/** Writes an IPv4 address within an IPv6 address as groups, because ipaddr.js reads `::1.2.3.4` as a mapped address. */
function inGroups(address: string): string {
  return address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

async function idsOf(tuples: readonly Tuple[]): Promise<(string | null)[]> {
  const text = (value: string | null) => (value === null ? 'cast(null as varchar)' : `'${value}'`);
  const number = (value: number | null) => `cast(${value} as integer)`;
  const rows = tuples.map(
    ({ src, dst, protocol, srcPort, dstPort }, index) =>
      `(${index}, ${text(src)}, ${text(dst)}, cast(null as varchar), cast(null as varchar), ${number(protocol)}, ${number(srcPort)}, ${number(dstPort)})`,
  );
  const names = 'n, src_addr, dst_addr, pkt_src_addr, pkt_dst_addr, protocol, src_port, dst_port';
  const found = await sql(
    `select ${communityId('duckdb')} as id from (values ${rows.join(', ')}) as flows(${names}) order by n`,
  );
  return found.map(({ id }) => id as string | null);
}

const tuple = (
  src: string | null,
  srcPort: number | null,
  dst: string | null,
  dstPort: number | null,
  protocol: number | null,
) => ({ src, dst, protocol, srcPort, dstPort }) satisfies Tuple;

describe('the Community ID in SQL', () => {
  // Source: Community ID Flow Hashing specification, version 1, the examples of its baseline
  test.each([
    [tuple('128.232.110.120', 34_855, '66.35.250.204', 80, 6), '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    [tuple('66.35.250.204', 80, '128.232.110.120', 34_855, 6), '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    [tuple('192.168.1.52', 54_585, '8.8.8.8', 53, 17), '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
  ])('of %j is that of the specification', async (one, id) => {
    expect(await idsOf([one])).toEqual([id]);
  });

  test('is null for ICMP, and where an address, the protocol, or a port is missing', async () => {
    const none = [
      tuple('10.0.0.1', 0, '10.0.0.2', 0, 1),
      tuple('::1', 0, '::2', 0, 58),
      tuple(null, 1, '10.0.0.2', 2, 6),
      tuple('10.0.0.1', null, '10.0.0.2', 2, 6),
      tuple('10.0.0.1', 1, '10.0.0.2', 2, null),
      tuple('10.0.0.1', 1, '::2', 2, 6),
    ];
    expect(await idsOf(none)).toEqual(none.map(() => null));
  });

  test('is that of the algorithm, for IPv4 and IPv6 in any notation', async () => {
    const ipv4 = fc.ipV4();
    // both full and shortened notations, with embedded IPv4 addresses
    const ipv6 = fc.ipV6().filter((address) => ipaddr.isValid(address));
    const port = fc.nat(65_535);
    const protocol = fc.constantFrom(6, 17, 132, 47, 50, 0, 255);
    const tuples = fc.oneof(
      fc.tuple(ipv4, port, ipv4, port, protocol),
      fc.tuple(ipv6, port, ipv6, port, protocol),
    );
    const generated = fc.sample(tuples, 500).map((parts) => tuple(...parts));
    const swapped = generated.map(({ src, dst, srcPort, dstPort, protocol: p }) =>
      tuple(dst, dstPort, src, srcPort, p),
    );
    expect(await idsOf(generated)).toEqual(generated.map(expected));
    expect(await idsOf(swapped)).toEqual(generated.map(expected));
  });
});
