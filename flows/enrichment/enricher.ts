import { columnIndex, type Value } from '../columns';
import type { FlowSink } from '../table-writer';
import { AddressBits } from './address-bits';
import { type GeoDatabase, GeoDatabaseError, MaxMindDatabase } from './geo-database';
import { type GeoDetails, geoDetails, NO_DETAILS } from './geo-schema';
import type { Threat } from './threat-list';
import type { ThreatLists } from './threat-lists';

const at = {
  src: columnIndex('src_addr'),
  dst: columnIndex('dst_addr'),
  pktSrc: columnIndex('pkt_src_addr'),
  pktDst: columnIndex('pkt_dst_addr'),
  threatType: columnIndex('threat_type'),
  threatSource: columnIndex('threat_source'),
  srcCountry: columnIndex('src_country'),
  dstCountry: columnIndex('dst_country'),
  srcAsn: columnIndex('src_asn'),
  dstAsn: columnIndex('dst_asn'),
};

/** Most addresses whose details are cached. */
const MAX_CACHED = 65_536;

type DetailsOf = (bits: AddressBits) => GeoDetails;

/** Details of an address from all lists and databases. */
export interface AddressInfo extends GeoDetails {
  readonly threat: Threat | undefined;
}

/** Settings of an enricher. */
export interface EnricherOptions {
  /**
   * Receives damaged records of databases, with the number of the database from 0. Rows with such addresses have no value
   * from this database.
   *
   * @default - a damaged record is an error of the logs with its addresses
   */
  readonly onDamagedRecord?: (database: number, error: GeoDatabaseError) => void;
}

/** What is known about an address that no list and no database contains. */
export const NO_INFO: AddressInfo = { threat: undefined, country: null, asn: null };

/**
 * Fills the enrichment columns of rows from the user's threat lists and databases. If the record has the address in
 * the packet, the enricher looks up this one. If both addresses are listed as threats, the row has the threat of the
 * source.
 *
 * @example
 * const lists = new ThreatLists();
 * lists.add('feodo.txt', readFileSync('feodo.txt', 'utf8'));
 * const enricher = new Enricher(lists, [openGeoDatabase(readFileSync('GeoLite2-Country.mmdb'))]);
 * await normalize({ source, bytes }, 'table', { enricher });
 */
export class Enricher {
  private readonly bits = new AddressBits();
  private readonly details: readonly DetailsOf[];
  private readonly cache = new Map<string, AddressInfo>();

  constructor(
    private readonly threats: ThreatLists,
    databases: readonly GeoDatabase[],
    { onDamagedRecord }: EnricherOptions = {},
  ) {
    this.details = databases.map((database, index) => {
      const details: DetailsOf =
        database instanceof MaxMindDatabase
          ? (bits) => database.details(bits)
          : (bits) => geoDetails(database.get(bits.toString()));
      return onDamagedRecord ? tolerant(details, (error) => onDamagedRecord(index, error)) : details;
    });
  }

  /** Returns a sink that fills the columns of rows and passes everything to another sink. */
  before(sink: FlowSink): FlowSink {
    return {
      found: (records) => sink.found(records),
      row: (row) => sink.row(this.enriched(row)),
      reject: (reject) => sink.reject(reject),
      duplicate: (records) => sink.duplicate(records),
      unknownField: (name) => sink.unknownField(name),
      invalidValue: (name) => sink.invalidValue(name),
    };
  }

  /**
   * Returns the details of an address that is in memory as text, for callers that cache addresses themselves. Bytes that are
   * not an address have no details.
   *
   * @param to - index after the last byte
   */
  infoAt(bytes: Uint8Array, from: number, to: number): AddressInfo {
    return this.bits.parse(bytes, from, to) ? this.lookUp() : NO_INFO;
  }

  /** Returns the threat of an address; undefined if no list contains it. */
  threatOf(address: string): Threat | undefined {
    return this.infoOf(address).threat;
  }

  private enriched(row: readonly Value[]): Value[] {
    const source = this.infoOf(row[at.pktSrc] ?? row[at.src]);
    const destination = this.infoOf(row[at.pktDst] ?? row[at.dst]);
    const threat = source.threat ?? destination.threat;
    const enriched = row.slice();
    enriched[at.threatType] = threat?.type ?? null;
    enriched[at.threatSource] = threat?.source ?? null;
    enriched[at.srcCountry] = source.country;
    enriched[at.dstCountry] = destination.country;
    enriched[at.srcAsn] = source.asn === null ? null : BigInt(source.asn);
    enriched[at.dstAsn] = destination.asn === null ? null : BigInt(destination.asn);
    return enriched;
  }

  private infoOf(address: Value | undefined): AddressInfo {
    if (typeof address !== 'string') return NO_INFO;
    const cached = this.cache.get(address);
    if (cached) return cached;
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    const info = this.bits.parseText(address) ? this.lookUp() : NO_INFO;
    this.cache.set(address, info);
    return info;
  }

  /** The details of the address that was parsed last. */
  private lookUp(): AddressInfo {
    const { bits } = this;
    const threat = this.threats.findBits(bits);
    let country: string | null = null;
    let asn: number | null = null;
    for (const detailsOf of this.details) {
      const details = detailsOf(bits);
      country ??= details.country;
      asn ??= details.asn;
    }
    const isKnown = threat !== undefined || country !== null || asn !== null;
    return isKnown ? { threat, country, asn } : NO_INFO;
  }
}

/** Damaged records have no details. */
function tolerant(details: DetailsOf, onDamaged: (error: GeoDatabaseError) => void): DetailsOf {
  return (bits) => {
    try {
      return details(bits);
    } catch (error) {
      if (!(error instanceof GeoDatabaseError)) throw error;
      onDamaged(error);
      return NO_DETAILS;
    }
  };
}
