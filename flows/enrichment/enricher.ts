import { columnIndex, type Value } from '../columns';
import type { FlowSink } from '../table-writer';
import { AddressBits } from './address-bits';
import { type GeoDatabase, MaxMindDatabase } from './geo-database';
import { type GeoDetails, geoDetails } from './geo-schema';
import type { Threat, ThreatLists } from './threat-list';
import { WordTable } from './word-table';

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

/** Most addresses of an IP version whose details are cached. */
const MAX_CACHED = 262_144;
/** Longest search in the cache. Addresses that were chosen to collide are not cached. */
const MAX_PROBES = 32;

/** Details of an address from all lists and databases. Equal details are one object. */
export interface AddressInfo extends GeoDetails {
  readonly threat: Threat | undefined;
}

/** Numbers of two characters. */
const COUNTRIES = 2 ** 16;

const NO_INFO: AddressInfo = { threat: undefined, country: null, asn: null };

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
  private readonly details: readonly ((bits: AddressBits) => GeoDetails)[];
  /** Numbers of details by address, of IPv4 and of IPv6. */
  private readonly cached = { 1: new WordTable(1, MAX_PROBES), 4: new WordTable(4, MAX_PROBES) } as const;
  private infos: AddressInfo[] = [NO_INFO];
  private numbers = new Map<Threat | undefined, Map<number, number>>();

  constructor(
    private readonly threats: ThreatLists,
    databases: readonly GeoDatabase[],
  ) {
    this.details = databases.map((database) =>
      database instanceof MaxMindDatabase
        ? (bits) => database.details(bits)
        : (bits) => geoDetails(database.get(bits.toString())),
    );
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

  /** Returns the details of an address; those of an unknown one if the text is not an address. */
  infoOf(address: string): AddressInfo {
    return this.bits.parseText(address) ? this.infoOfBits() : NO_INFO;
  }

  /**
   * Returns the details of an address that is in memory as text, for callers that cache addresses themselves.
   *
   * @param to - index after the last byte
   */
  infoAt(bytes: Uint8Array, from: number, to: number): AddressInfo {
    return this.bits.parse(bytes, from, to) ? (this.infos[this.lookUp() - 1] as AddressInfo) : NO_INFO;
  }

  private enriched(row: readonly Value[]): Value[] {
    const source = this.infoOfValue(row[at.pktSrc] ?? row[at.src]);
    const destination = this.infoOfValue(row[at.pktDst] ?? row[at.dst]);
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

  private infoOfValue(address: Value | undefined): AddressInfo {
    return typeof address === 'string' ? this.infoOf(address) : NO_INFO;
  }

  /** The details of the address that was parsed last. */
  private infoOfBits(): AddressInfo {
    const { bits } = this;
    const cached = this.cached[bits.count as 1 | 4];
    const known = cached.find(bits.words);
    if (known !== 0) return this.infos[known - 1] as AddressInfo;
    if (cached.size >= MAX_CACHED) this.clear();
    const number = this.lookUp();
    cached.add(bits.words, number);
    return this.infos[number - 1] as AddressInfo;
  }

  /** Returns the number of the details, from 1. */
  private lookUp(): number {
    const { bits } = this;
    const threat = this.threats.findBits(bits);
    let country: string | null = null;
    let asn: number | null = null;
    for (const detailsOf of this.details) {
      const details = detailsOf(bits);
      country ??= details.country;
      asn ??= details.asn;
    }
    if (!threat && country === null && asn === null) return 1;
    return this.numberOf({ threat, country, asn });
  }

  private numberOf(info: AddressInfo): number {
    const { threat, country, asn } = info;
    let ofThreat = this.numbers.get(threat);
    if (!ofThreat) {
      ofThreat = new Map();
      this.numbers.set(threat, ofThreat);
    }
    const key = (asn ?? 0) * COUNTRIES + countryNumber(country);
    let number = ofThreat.get(key);
    if (number === undefined) {
      number = this.infos.push(info);
      ofThreat.set(key, number);
    }
    return number;
  }

  private clear(): void {
    for (const table of Object.values(this.cached)) table.clear();
    this.infos = [NO_INFO];
    this.numbers = new Map();
  }
}

/** The number of a code of two letters, from 1; 0 for none. */
function countryNumber(country: string | null): number {
  return country === null ? 0 : country.charCodeAt(0) * 256 + country.charCodeAt(1);
}
