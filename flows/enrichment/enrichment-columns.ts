import type { ColumnName } from '../columns';

/** The columns that an enricher fills, if it has lists or databases for them. */
export const ENRICHMENT_COLUMNS: readonly ColumnName[] = [
  'threat_type',
  'threat_source',
  'src_country',
  'dst_country',
  'src_asn',
  'dst_asn',
];
