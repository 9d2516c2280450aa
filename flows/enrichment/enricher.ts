import { type AsnResponse, type CountryResponse, Reader } from 'mmdb-lib';
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

/** Addresses whose answers are remembered at the most. */
const MAX_KNOWN = 65_536;

/** What databases of the MaxMind format can say of an address. */
type Place = CountryResponse & AsnResponse;

/** A country, city or ASN database of any maker, opened. */
export interface PlaceDatabase {
  get(address: string): Partial<Place> | null;
}

/**
 * Opens the content of a MaxMind DB file.
 *
 * @throws Error if it is none
 */
export function openDatabase(content: Buffer): PlaceDatabase {
  return new Reader<Place>(content);
}

/** What is known of an address. */
interface Knowledge {
  readonly threat?: Threat;
  readonly country: string | null;
  readonly asn: bigint | null;
}

const NOTHING: Knowledge = { country: null, asn: null };

/**
 * Fills the enrichment columns of each row on its way to the table, from lists and databases the user brings. The
 * address in the packet counts where the record has it. Where both sides are listed as threats, the source's is told.
 */
export class Enricher {
  private readonly known = new Map<string, Knowledge>();

  constructor(
    private readonly threats: ThreatLists,
    private readonly databases: readonly PlaceDatabase[],
  ) {}

  /** A sink that fills the columns and passes everything on. */
  before(sink: FlowSink): FlowSink {
    return {
      row: (row) => sink.row(this.enriched(row)),
      reject: (reject: Reject) => sink.reject(reject),
      duplicate: (records) => sink.duplicate(records),
      unknownField: (name) => sink.unknownField(name),
    };
  }

  private enriched(row: readonly Value[]): Value[] {
    const source = this.about(row[at.pktSrc] ?? row[at.src]);
    const destination = this.about(row[at.pktDst] ?? row[at.dst]);
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

  private about(address: Value | undefined): Knowledge {
    if (typeof address !== 'string') return NOTHING;
    const known = this.known.get(address);
    if (known) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const knowledge = this.lookUp(address);
    this.known.set(address, knowledge);
    return knowledge;
  }

  private lookUp(address: string): Knowledge {
    const places = this.databases.map((database) => database.get(address));
    const country = places.find((place) => place?.country?.iso_code)?.country?.iso_code ?? null;
    const asn = places.find((place) => place?.autonomous_system_number)?.autonomous_system_number;
    return { threat: this.threats.find(address), country, asn: asn === undefined ? null : BigInt(asn) };
  }
}
