// Writes databases in the MaxMind DB format. Source: "MaxMind DB File Format Specification".
import ipaddr from 'ipaddr.js';

const SEPARATOR = Buffer.alloc(16);
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const IPV4_OFFSET = 96;
const TEXT = 2;
const UINT16 = 5;
const UINT32 = 6;
const MAP = 7;
const UINT64 = 9;
const ARRAY = 11;
const EXTENDED = 7;
const LONG_SIZE = 29;

/**
 * The content of a database.
 *
 * @param networks pairs of a network in CIDR notation and its record; a smaller network replaces part of a larger one
 * @param recordSize bits of a record in the search tree: 24, 28 or 32
 */
export function mmdbFile(networks, { type = 'Test', ipVersion = 6, recordSize = 28 } = {}) {
  const tree = new Tree();
  const data = new DataSection();
  const parsed = networks.map(([network, record]) => [ipaddr.parseCIDR(network), record]);
  parsed.sort(([[, a]], [[, b]]) => a - b);
  for (const [[address, length], record] of parsed) {
    const bytes = address.toByteArray();
    const offset = ipVersion === 6 && bytes.length === 4 ? IPV4_OFFSET : 0;
    tree.insert(
      Buffer.concat([Buffer.alloc(offset / 8), Buffer.from(bytes)]),
      offset + length,
      data.add(record),
    );
  }
  const metadata = encoded({
    binary_format_major_version: uint(UINT16, 2),
    binary_format_minor_version: uint(UINT16, 0),
    build_epoch: uint(UINT64, 1_795_312_800),
    database_type: type,
    description: { en: 'generated' },
    ip_version: uint(UINT16, ipVersion),
    languages: ['en'],
    node_count: uint(UINT32, tree.count),
    record_size: uint(UINT16, recordSize),
  });
  return Buffer.concat([tree.encoded(recordSize), SEPARATOR, data.encoded(), METADATA_MARKER, metadata]);
}

/** Nodes with two children each: 0 is nothing, a positive number is a node, a negative one is an offset of data. */
class Tree {
  children = [0, 0];

  get count() {
    return this.children.length / 2;
  }

  insert(bytes, length, offset) {
    let node = 0;
    for (let depth = 0; depth < length; depth++) {
      const slot = 2 * node + ((bytes[depth >> 3] >> (7 - (depth & 7))) & 1);
      if (depth === length - 1) {
        this.children[slot] = -1 - offset;
        return;
      }
      const child = this.children[slot];
      if (child > 0) node = child;
      else {
        // the network of a record is divided
        node = this.count;
        this.children.push(child, child);
        this.children[slot] = node;
      }
    }
  }

  encoded(recordSize) {
    const { children, count } = this;
    const nodeBytes = recordSize / 4;
    const out = Buffer.alloc(count * nodeBytes);
    const value = (child) => (child > 0 ? child : child === 0 ? count : count + SEPARATOR.length - 1 - child);
    for (let node = 0; node < count; node++) {
      const at = node * nodeBytes;
      const left = value(children[2 * node]);
      const right = value(children[2 * node + 1]);
      if (recordSize === 32) {
        out.writeUInt32BE(left, at);
        out.writeUInt32BE(right, at + 4);
        continue;
      }
      out.writeUIntBE(left & 0xffffff, at, 3);
      out.writeUIntBE(right & 0xffffff, at + nodeBytes - 3, 3);
      if (recordSize === 28) out[at + 3] = ((left >>> 24) << 4) | (right >>> 24);
    }
    return out;
  }
}

/** Records, each of them once. */
class DataSection {
  offsets = new Map();
  parts = [];
  length = 0;

  /** Returns the offset of a record. */
  add(record) {
    const key = JSON.stringify(record, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const offset = this.length;
    const bytes = encoded(record);
    this.parts.push(bytes);
    this.length += bytes.length;
    this.offsets.set(key, offset);
    return offset;
  }

  encoded() {
    return Buffer.concat(this.parts);
  }
}

function uint(type, value) {
  return { type, value };
}

function encoded(value) {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(TEXT, bytes.length), bytes]);
  }
  if (typeof value === 'number') return encodedUint(UINT32, value);
  if (typeof value === 'bigint') return encodedUint(UINT64, value);
  if (Array.isArray(value)) return Buffer.concat([control(ARRAY, value.length), ...value.map(encoded)]);
  if (typeof value.type === 'number') return encodedUint(value.type, value.value);
  const members = Object.entries(value).flat();
  return Buffer.concat([control(MAP, members.length / 2), ...members.map(encoded)]);
}

function encodedUint(type, value) {
  const hex = BigInt(value).toString(16);
  const bytes =
    value > 0 ? Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex') : Buffer.alloc(0);
  return Buffer.concat([control(type, bytes.length), bytes]);
}

/** Type and size of a value, of at most 284 bytes. */
function control(type, size) {
  const short = Math.min(size, LONG_SIZE);
  const rest = size >= LONG_SIZE ? [size - LONG_SIZE] : [];
  return Buffer.from(type > EXTENDED ? [short, type - EXTENDED, ...rest] : [(type << 5) | short, ...rest]);
}
