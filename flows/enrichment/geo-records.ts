import { firstDetails, type GeoDetails, type GeoInfo, NO_DETAILS } from './geo-schema';

/** Types of values. Source: "MaxMind DB File Format Specification", "Output Data Section". */
const EXTENDED = 0;
const POINTER = 1;
const TEXT = 2;
const UINT16 = 5;
const UINT32 = 6;
const MAP = 7;
const INT32 = 8;
const UINT64 = 9;
const ARRAY = 11;
const BOOLEAN = 14;
const MAX_UINT_BYTES = 6;

/** Base of a pointer by its number of bytes after the control byte. */
const POINTER_BASES = [0, 2048, 526_336, 0] as const;
/** Sizes of 29, 30 and 31 add this number to the number in the next one, two or three bytes. */
const LONG_SIZES = [29, 285, 65_821] as const;

/** A name of a member. Names of one length are compared by their bytes. */
interface Name {
  readonly text: keyof GeoInfo | 'iso_code';
  readonly bytes: Buffer;
  /** The member to read, if the value is a map; by the length of its name. */
  readonly nested?: readonly (Name | undefined)[];
}

const nameOf = (text: Name['text'], nested?: Name): Name => ({
  text,
  bytes: Buffer.from(text),
  nested: nested && byLength([nested]),
});
const AS_NUMBER = nameOf('autonomous_system_number');
const RECORD_MEMBERS = byLength([
  nameOf('country', nameOf('iso_code')),
  nameOf('country_code'),
  AS_NUMBER,
  nameOf('asn'),
  nameOf('traits', AS_NUMBER),
]);

/** No two of the names have the same length. */
function byLength(names: readonly Name[]): readonly (Name | undefined)[] {
  const sorted: Name[] = [];
  for (const name of names) sorted[name.bytes.length] = name;
  return sorted;
}

/**
 * Reads from the data section of a database only the members that fill columns. Records have many more, and decoding
 * all of them takes most of the time of a lookup.
 */
export class GeoRecords {
  private at = 0;
  /** Of the value at `at`, after its control bytes. */
  private type = 0;
  private size = 0;
  private target = 0;

  constructor(
    private readonly bytes: Buffer,
    /** Offset of the data section in the file, to which pointers refer. */
    private readonly start: number,
  ) {}

  /**
   * Reads the record at an offset of the file.
   *
   * @throws Error if the record is damaged
   */
  read(offset: number): GeoDetails {
    this.at = offset;
    this.enter();
    if (this.type !== MAP) return NO_DETAILS;
    let [country, countryCode, asNumber, traits, asn]: unknown[] = [];
    for (let left = this.size; left > 0; left--) {
      const name = this.name(RECORD_MEMBERS);
      if (!name) {
        this.skip();
        continue;
      }
      const value = this.value(name.nested);
      if (name.text === 'country') country = value;
      else if (name.text === 'country_code') countryCode = value;
      else if (name.text === 'autonomous_system_number') asNumber = value;
      else if (name.text === 'traits') traits = value;
      else asn = value;
    }
    return firstDetails([country, countryCode], [asNumber, traits, asn]);
  }

  /** Reads the next value: a text, a number, or a map of one member. Other values are undefined. */
  private value(nested: Name['nested']): unknown {
    const after = this.enter();
    const value = this.type === MAP && nested ? this.member(nested) : this.scalar();
    if (after !== undefined) this.at = after;
    return value;
  }

  private member(wanted: readonly (Name | undefined)[]): unknown {
    let value: unknown;
    for (let left = this.size; left > 0; left--) {
      if (this.name(wanted)) value = this.value(undefined);
      else this.skip();
    }
    return value;
  }

  /** Reads a value whose control bytes are read. */
  private scalar(): unknown {
    const { bytes, type, size } = this;
    const from = this.at;
    this.skipContent();
    if (type === TEXT) return bytes.toString('utf8', from, from + size);
    if (type !== UINT16 && type !== UINT32 && type !== UINT64) return undefined;
    if (size > MAX_UINT_BYTES) return undefined;
    let number = 0;
    for (let index = 0; index < size; index++) number = number * 256 + (bytes[from + index] as number);
    return number;
  }

  /** Reads the name of the next member. Returns undefined if it is none of those that are wanted. */
  private name(wanted: readonly (Name | undefined)[]): Name | undefined {
    const after = this.enter();
    if (this.type !== TEXT) throw new Error('the name of a member is not a text');
    const { at, size } = this;
    this.at = after ?? at + size;
    const name = wanted[size];
    return name && this.hasBytes(at, name.bytes) ? name : undefined;
  }

  private hasBytes(at: number, expected: Buffer): boolean {
    for (let index = 0; index < expected.length; index++) {
      if (this.bytes[at + index] !== expected[index]) return false;
    }
    return true;
  }

  /** Reads control bytes, those of the value to which a pointer refers. Returns the position after the pointer. */
  private enter(): number | undefined {
    this.control();
    if (this.type !== POINTER) return undefined;
    const after = this.at;
    this.at = this.target;
    this.control();
    if (this.type === POINTER) throw new Error('a pointer refers to a pointer');
    return after;
  }

  private skip(): void {
    this.control();
    this.skipContent();
  }

  private skipContent(): void {
    let values = this.contentSize();
    while (values > 0) {
      values--;
      this.control();
      values += this.contentSize();
    }
  }

  /** Skips the bytes of a value. Returns the number of values in it, which follow. */
  private contentSize(): number {
    const { type, size } = this;
    if (type === MAP) return 2 * size;
    if (type === ARRAY) return size;
    if (type !== BOOLEAN && type !== POINTER) this.at += size;
    return 0;
  }

  /** Reads the type and the size of a value. */
  private control(): void {
    const control = this.number(1);
    this.type = control >> 5;
    this.size = control & 0x1f;
    if (this.type === POINTER) {
      const width = (this.size >> 3) + 1;
      const upper = width === 4 ? 0 : (this.size & 7) * 2 ** (8 * width);
      this.target = this.start + (POINTER_BASES[width - 1] as number) + upper + this.number(width);
      return;
    }
    if (this.type === EXTENDED) this.type = this.number(1) + INT32 - 1;
    const long = this.size - 29;
    if (long >= 0) this.size = (LONG_SIZES[long] as number) + this.number(long + 1);
  }

  private number(width: number): number {
    const { bytes, at } = this;
    this.at += width;
    if (this.at > bytes.length) throw new Error('the record goes past the end of the file');
    let number = bytes[at] as number;
    for (let index = 1; index < width; index++) number = number * 256 + (bytes[at + index] as number);
    return number;
  }
}
