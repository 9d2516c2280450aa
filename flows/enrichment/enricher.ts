import { Reader, type Response } from 'mmdb-lib';
import { columnIndex, type Value } from '../columns';
import type { Reject } from '../rejects';
import type { FlowSink } from '../table-writer';
import type { Threat, ThreatLists } from './threat-list';

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

/** The record of an address in a database of the MaxMind DB format: the members that fill columns. */
export interface GeoInfo {
  readonly country?: { readonly iso_code?: string };
  readonly autonomous_system_number?: number;
}

/** An open country, city, or ASN database of any publisher. */
export interface GeoDatabase {
  /** Returns the record of an address; null if there is none. */
  get(address: string): GeoInfo | null;
}

/**
 * Opens the content of a MaxMind DB file.
 *
 * @throws Error if the content is not in this format
 *
 * @example
 * const countries = openGeoDatabase(readFileSync('country.mmdb'));
 */
export function openGeoDatabase(content: Buffer): GeoDatabase {
  return new Reader<GeoInfo & Response>(content);
}

/** Details of an address from all lists and databases. */
interface AddressInfo {
  readonly threat?: Threat;
  readonly country: string | null;
  readonly asn: bigint | null;
}

const NO_INFO: AddressInfo = { country: null, asn: null };

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
  private readonly cache = new Map<string, AddressInfo>();

  constructor(
    private readonly threats: ThreatLists,
    private readonly databases: readonly GeoDatabase[],
  ) {}

  /** Returns a sink that fills the columns of rows and passes everything to another sink. */
  before(sink: FlowSink): FlowSink {
    return {
      found: (records) => sink.found(records),
      row: (row) => sink.row(this.enriched(row)),
      reject: (reject: Reject) => sink.reject(reject),
      duplicate: (records) => sink.duplicate(records),
      unknownField: (name) => sink.unknownField(name),
      invalidValue: (name) => sink.invalidValue(name),
    };
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
    enriched[at.srcAsn] = source.asn;
    enriched[at.dstAsn] = destination.asn;
    return enriched;
  }

  private infoOf(address: Value | undefined): AddressInfo {
    if (typeof address !== 'string') return NO_INFO;
    const cached = this.cache.get(address);
    if (cached) return cached;
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    const info = this.lookUp(address);
    this.cache.set(address, info);
    return info;
  }

  private lookUp(address: string): AddressInfo {
    const records = this.databases.map((database) => database.get(address));
    const country = records.find((record) => record?.country?.iso_code)?.country?.iso_code ?? null;
    const asn = records.find((record) => record?.autonomous_system_number)?.autonomous_system_number;
    return { threat: this.threats.find(address), country, asn: asn === undefined ? null : BigInt(asn) };
  }
}
