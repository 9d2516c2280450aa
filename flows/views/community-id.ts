import { DESTINATION, SOURCE } from '../questions/sql/expressions';
import type { Dialect } from './sql-type';

/** Protocols whose ports are part of the id: TCP, UDP, SCTP. */
const WITH_PORTS = 'protocol in (6, 17, 132)';

/** ICMP: the id contains type and code, which flow logs do not record. */
const UNKNOWN_PROTOCOLS = 'protocol in (1, 58)';

/** How an engine writes the parts of the expression. Bytes are hexadecimal text in lower case. */
interface Engine {
  /** Bytes of an address: 8 digits for IPv4, 32 for IPv6. */
  address(text: string): string;
  /** Bytes of a number. */
  number(value: string, digits: number): string;
  /** Base64 of the SHA-1 hash of bytes. */
  hash(bytes: string): string;
  /** An array with both texts, the smaller one first. */
  sorted(one: string, other: string): string;
  /** Evaluates `body`, in which `ends` stands for a value. */
  withEnds(value: string, body: string): string;
}

const ENGINES: Readonly<Record<Dialect, Engine>> = {
  duckdb: {
    address: (text) => `case when ${text} like '%:%' then ${duckDbIpv6(text)} else ${duckDbIpv4(text)} end`,
    number: (value, digits) => `printf('%0${digits}x', ${value})`,
    hash: (bytes) => `base64(unhex(sha1(unhex(${bytes}))))`,
    sorted: (one, other) => `list_sort([${one}, ${other}])`,
    // a list with one item binds a name to its value
    withEnds: (value, body) => `[${body} for ends in [${value}]][1]`,
  },
  trino: {
    address: (text) =>
      `lower(to_hex(case when ${text} like '%:%' then cast(cast(${text} as ipaddress) as varbinary) else substr(cast(cast(${text} as ipaddress) as varbinary), 13) end))`,
    number: (value, digits) => `lpad(to_base(${value}, 16), ${digits}, '0')`,
    hash: (bytes) => `to_base64(sha1(from_hex(${bytes})))`,
    sorted: (one, other) => `array_sort(array[${one}, ${other}])`,
    withEnds: (value, body) => `transform(array[${value}], ends -> ${body})[1]`,
  },
};

/**
 * Returns an expression for the Community ID (version 1, seed 0) of a record, which is the same for both directions. It
 * is null for ICMP, whose type and code flow logs do not record, and for records without addresses.
 *
 * Source: Community ID Flow Hashing specification, version 1.
 */
export function communityId(dialect: Dialect): string {
  const engine = ENGINES[dialect];
  const end = (address: string, port: string) =>
    `${engine.address(address)} || case when ${WITH_PORTS} then ${engine.number(port, 4)} else '' end`;
  const ends = engine.sorted(end(SOURCE, 'src_port'), end(DESTINATION, 'dst_port'));
  const length = 'case when length(ends[1]) >= 32 then 32 else 8 end';
  const addresses = [1, 2].map((index) => `substr(ends[${index}], 1, ${length})`);
  const ports = [1, 2].map((index) => `substr(ends[${index}], ${length} + 1)`);
  const bytes = ["'0000'", ...addresses, engine.number('protocol', 2), "'00'", ...ports].join(' || ');
  const isSameFamily = `(${SOURCE} like '%:%') = (${DESTINATION} like '%:%')`;
  return `case when ${isSameFamily} and not ${UNKNOWN_PROTOCOLS} and (not ${WITH_PORTS} or src_port + dst_port is not null)
    then '1:' || ${engine.withEnds(ends, engine.hash(bytes))} end`;
}

function duckDbIpv4(text: string): string {
  const octets = [1, 2, 3, 4].map((part) => `try_cast(split_part(${text}, '.', ${part}) as integer)`);
  return `printf('%02x%02x%02x%02x', ${octets.join(', ')})`;
}

/** Expands the groups before and after `::`. The last group can be an IPv4 address. */
function duckDbIpv6(text: string): string {
  const lower = `lower(${text})`;
  const hasIpv4 = `${text} like '%.%'`;
  const ipv4 = `split_part(${text}, ':', -1)`;
  const plain = `case when ${hasIpv4} then left(${lower}, length(${lower}) - length(${ipv4})) || substr(${duckDbIpv4(ipv4)}, 1, 4) || ':' || substr(${duckDbIpv4(ipv4)}, 5) else ${lower} end`;
  const groups = (part: 1 | 2) =>
    `array_to_string([lpad(g, 4, '0') for g in string_split(split_part(plain, '::', ${part}), ':') if g <> ''], '')`;
  return `[${groups(1)} || repeat('0', 32 - length(${groups(1)}) - length(${groups(2)})) || ${groups(2)} for plain in [${plain}]][1]`;
}
