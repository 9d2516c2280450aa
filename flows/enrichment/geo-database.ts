import { Reader, type Response } from 'mmdb-lib';
import type { ColumnName } from '../columns';
import { InputError, InputErrorCode } from '../input/input-error';
import { AddressBits } from './address-bits';
import { GeoRecords } from './geo-records';
import { type GeoDetails, type GeoInfo, NO_DETAILS } from './geo-schema';
import { GeoTree } from './geo-tree';

/** Records that show what a database contains. If they fill no column, all records are examined. */
const SAMPLED_RECORDS = 1_000;
/** Most records whose details are cached. */
const MAX_CACHED = 262_144;
/** Bytes between the search tree and the data. */
const SEPARATOR_BYTES = 16;

/** An open country, city, or ASN database of any publisher. */
export interface GeoDatabase {
  /** Returns the record of an address; null if there is none. */
  get(address: string): GeoInfo | null;
}

/**
 * A file that is not a usable database. The message states the problem.
 *
 * @example
 * if (error instanceof GeoDatabaseError) console.error(`country.mmdb: ${error.message}`);
 */
export class GeoDatabaseError extends InputError {
  constructor(message: string) {
    super(InputErrorCode.DAMAGED, message);
  }
}

/**
 * Opens the content of a MaxMind DB file.
 *
 * @param name - name of the file, for the error of a record that is damaged
 * @throws GeoDatabaseError if the content is not in this format, is damaged, or fills no column
 *
 * @example
 * const countries = openGeoDatabase(readFileSync('country.mmdb'));
 */
export function openGeoDatabase(content: Buffer, name = 'the database'): MaxMindDatabase {
  return new MaxMindDatabase(content, name);
}

/**
 * An open MaxMind DB file.
 *
 * @example
 * const database = openGeoDatabase(readFileSync('asn.mmdb'));
 * database.type; // GeoLite2-ASN
 * database.columns; // ['src_asn', 'dst_asn']
 */
export class MaxMindDatabase implements GeoDatabase {
  /** Type of the database, as its publisher named it. */
  readonly type: string;
  /** Columns that the database fills, judged by some of its records. */
  readonly columns: readonly ColumnName[];
  private readonly reader: Reader<GeoInfo & Response>;
  private readonly tree: GeoTree;
  private readonly records: GeoRecords;
  /** Many networks share a record. */
  private readonly byPointer = new Map<number, GeoDetails>();

  /** @throws GeoDatabaseError if the content is not in this format, is damaged, or fills no column */
  constructor(
    content: Buffer,
    private readonly file: string,
  ) {
    this.reader = openReader(content);
    const { metadata } = this.reader;
    this.type = String(metadata.databaseType);
    this.tree = new GeoTree(content, metadata);
    this.records = new GeoRecords(content, metadata.searchTreeSize + SEPARATOR_BYTES);
    const columns = this.columnsOf(this.tree.someRecords(SAMPLED_RECORDS));
    this.columns = columns.length > 0 ? columns : this.columnsOf(this.tree.allRecords());
    if (this.columns.length > 0) return;
    throw new GeoDatabaseError(
      `the database of type ${JSON.stringify(this.type)} has neither countries nor AS numbers. ` +
        'Use a country, city or ASN database, such as GeoLite2-Country or GeoLite2-ASN',
    );
  }

  get(address: string): GeoInfo | null {
    const bits = new AddressBits();
    return bits.parseText(address) && this.tree.find(bits) !== 0 ? this.reader.get(bits.toString()) : null;
  }

  /**
   * Returns what the record of an address states.
   *
   * @throws GeoDatabaseError if the record is damaged
   */
  details(bits: AddressBits): GeoDetails {
    const pointer = this.tree.find(bits);
    return pointer === 0 ? NO_DETAILS : this.detailsAt(pointer);
  }

  private detailsAt(pointer: number): GeoDetails {
    const known = this.byPointer.get(pointer);
    if (known) return known;
    const { nodeCount, searchTreeSize } = this.reader.metadata;
    const offset = searchTreeSize + (pointer - nodeCount);
    try {
      const details = this.records.read(offset);
      if (this.byPointer.size === MAX_CACHED) this.byPointer.clear();
      this.byPointer.set(pointer, details);
      return details;
    } catch (error) {
      throw new GeoDatabaseError(
        `the record at offset ${offset} of ${this.file} is damaged: ${(error as Error).message}. Download the file again`,
      );
    }
  }

  /** The columns that some records fill. */
  private columnsOf(pointers: Iterable<number>): ColumnName[] {
    let country = false;
    let asn = false;
    for (const pointer of pointers) {
      const details = this.detailsAt(pointer);
      country ||= details.country !== null;
      asn ||= details.asn !== null;
      if (country && asn) break;
    }
    return [
      ...(country ? (['src_country', 'dst_country'] as const) : []),
      ...(asn ? (['src_asn', 'dst_asn'] as const) : []),
    ];
  }
}

function openReader(content: Buffer): Reader<GeoInfo & Response> {
  let reader: Reader<GeoInfo & Response>;
  try {
    reader = new Reader<GeoInfo & Response>(content);
  } catch (error) {
    throw new GeoDatabaseError(`not a MaxMind DB file (${(error as Error).message})`);
  }
  const { nodeCount, ipVersion, searchTreeSize } = reader.metadata;
  const isValid = Number.isInteger(nodeCount) && nodeCount > 0 && (ipVersion === 4 || ipVersion === 6);
  if (!isValid) throw new GeoDatabaseError('not a MaxMind DB file (its metadata is damaged)');
  if (searchTreeSize + SEPARATOR_BYTES > content.length) {
    throw new GeoDatabaseError(
      `the file has ${content.length} bytes, fewer than its search tree of ${searchTreeSize} bytes. Download the database again`,
    );
  }
  return reader;
}
