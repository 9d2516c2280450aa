import { type ColumnName, columnIndex } from '../columns';
import { type AddressInfo, type Enricher, NO_INFO } from '../enrichment/enricher';
import { InputError, InputErrorCode } from '../input/input-error';
import type { Kernel } from './kernel';
import type { ChunkWriter } from './parquet/chunk-writer';
import type { KernelFile } from './parquet/kernel-file';
import { LOOKUP_KINDS, LookupKind, LookupSide } from './shared/lookup-kind';

/** The address columns, the preferred ones of each side first. */
const ADDRESSES = ['pkt_src_addr', 'src_addr', 'pkt_dst_addr', 'dst_addr'] as const;

/** What a column has, and of which address. */
interface LookupColumn {
  readonly kind: LookupKind;
  readonly side: LookupSide;
}

const LOOKUP_COLUMNS: ReadonlyMap<number, LookupColumn> = new Map(
  (
    [
      ['threat_type', LookupKind.THREAT_TYPE, LookupSide.THREAT],
      ['threat_source', LookupKind.THREAT_SOURCE, LookupSide.THREAT],
      ['src_country', LookupKind.COUNTRY, LookupSide.SOURCE],
      ['dst_country', LookupKind.COUNTRY, LookupSide.DESTINATION],
      ['src_asn', LookupKind.ASN, LookupSide.SOURCE],
      ['dst_asn', LookupKind.ASN, LookupSide.DESTINATION],
    ] as const
  ).map(([name, kind, side]) => [columnIndex(name), { kind, side }]),
);

const NONE = -1;
const CODE_BYTES = 2;

/** Codes of the values of an address, in the order of the kinds; 0 is null. */
type Codes = readonly [threatType: number, threatSource: number, country: number, asn: number];

const NO_CODES: Codes = [0, 0, 0, 0];

/** Returns the number of a column in the kernel; undefined if the records do not have it. */
export type NumberOf = (name: ColumnName) => number | undefined;

/** The kernel has the values of one enricher. */
const inUse = new WeakMap<Kernel, LookupColumns>();

/**
 * The enrichment columns. All address columns share one dictionary, so each distinct address of a row group is looked up
 * once, and the kernel maps the codes of addresses to the codes of their values. The kernel keeps values and addresses
 * for the next row groups.
 */
export class LookupColumns {
  private readonly words: Uint16Array;
  private readonly codesOfValue = Array.from(
    { length: LOOKUP_KINDS },
    () => new Map<string | number, number>(),
  );
  /** Numbers of the address columns in the kernel. */
  private addresses: readonly number[] = [];

  /** Returns the columns that a kernel fills with an enricher. */
  static of(kernel: Kernel, enricher: Enricher): LookupColumns {
    const before = inUse.get(kernel);
    if (before?.enricher === enricher) return before;
    const columns = new LookupColumns(kernel, enricher);
    inUse.set(kernel, columns);
    return columns;
  }

  private constructor(
    private readonly kernel: Kernel,
    private readonly enricher: Enricher,
  ) {
    this.words = new Uint16Array(kernel.run.memory.buffer);
    this.clear();
  }

  /** Whether a column of the table is one of these columns. */
  has(index: number): boolean {
    return LOOKUP_COLUMNS.has(index);
  }

  /**
   * Looks up the addresses of the row group.
   *
   * @throws InputError if the values have more text than the kernel has room for
   */
  begin(number: NumberOf): void {
    this.addresses = ADDRESSES.map((name) => number(name) ?? NONE);
    const column = this.addresses.find((each) => each !== NONE);
    if (column === undefined || this.lookUp(column)) return;
    // the values of earlier row groups take the room
    this.clear();
    if (!this.lookUp(column)) throw tooManyValues();
  }

  /** Finds the addresses of the selected rows. */
  select(): void {
    const [source, source2, destination, destination2] = this.addresses as [number, number, number, number];
    const hasThreats = !this.isEmpty(LookupKind.THREAT_TYPE);
    this.kernel.run.selectAddresses(source, source2, destination, destination2, hasThreats);
  }

  /** Writes the selected rows of a column. */
  write(chunks: ChunkWriter, file: KernelFile, index: number): void {
    const { kind, side } = LOOKUP_COLUMNS.get(index) as LookupColumn;
    if (this.isEmpty(kind)) chunks.empty(file, index);
    else chunks.lookup(file, index, kind, side);
  }

  /** Whether no address has had a value. */
  private isEmpty(kind: LookupKind): boolean {
    return this.codesOfValue[kind]?.size === 0;
  }

  /** Sets the values of all addresses in the dictionary of a column. Returns false if there is no room for a value. */
  private lookUp(column: number): boolean {
    const { kernel, enricher, words } = this;
    const { run, bytes } = kernel;
    const count = run.findKnownAddresses(column);
    const unknown = run.unknownAddresses() / CODE_BYTES;
    for (let index = 0; index < count; index++) {
      const code = words[unknown + index] as number;
      const from = run.codeText(column, code);
      const codes = this.codesOf(enricher.infoAt(bytes, from, from + run.codeTextLength(column, code)));
      if (!codes) return false;
      run.keepAddress(column, code, ...codes);
    }
    return true;
  }

  private codesOf(info: AddressInfo): Codes | undefined {
    if (info === NO_INFO) return NO_CODES;
    const { threat, country, asn } = info;
    const type = this.codeOf(LookupKind.THREAT_TYPE, threat?.type ?? null);
    const source = this.codeOf(LookupKind.THREAT_SOURCE, threat?.source ?? null);
    const ofCountry = this.codeOf(LookupKind.COUNTRY, country);
    const ofAsn = this.codeOf(LookupKind.ASN, asn);
    if (type === undefined || source === undefined || ofCountry === undefined || ofAsn === undefined)
      return undefined;
    return [type, source, ofCountry, ofAsn];
  }

  /** Returns undefined if there is no room for a new value. */
  private codeOf(kind: LookupKind, value: string | number | null): number | undefined {
    if (value === null) return 0;
    const values = this.codesOfValue[kind] as Map<string | number, number>;
    const known = values.get(value);
    if (known !== undefined) return known;
    const code = this.add(kind, value);
    if (code === 0) return undefined;
    values.set(value, code);
    return code;
  }

  private add(kind: LookupKind, value: string | number): number {
    const { run, bytes } = this.kernel;
    if (typeof value === 'number') return run.addLookupNumber(kind, value);
    const address = run.scratchBuffer();
    return run.addLookupText(kind, address, bytes.write(value, address));
  }

  private clear(): void {
    const { run } = this.kernel;
    run.clearLookups();
    run.forgetAddresses();
    for (const values of this.codesOfValue) values.clear();
  }
}

function tooManyValues(): InputError {
  return new InputError(
    InputErrorCode.TOO_LARGE,
    'the threats of the addresses in one row group have more than 4 MiB of text. Shorten the types of threat in the threat lists',
  );
}
