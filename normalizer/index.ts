// The entry point `cloud-flow-logs/normalizer`: the normalizer of both clouds as a library.
export { FieldType, FlowField, ResourceKind, TgwField, VpcField } from '../aws/fields';
export { type FormatProblem, FormatProblemKind, LogFormat, LogFormatError } from '../aws/format';
export { normalize } from '../aws/normalize';
export type { NormalizeOptions } from '../aws/normalize-options';
export { normalizeBlob } from '../azure/normalize';
export { type Column, type ColumnName, FLOW_COLUMNS, type FlowRow } from '../flows/columns';
export { Enricher, type EnricherOptions } from '../flows/enrichment/enricher';
export { EnrichmentFeed, type EnrichmentFeedOptions } from '../flows/enrichment/enrichment-feed';
export type { EnrichmentFile, EnrichmentFolder } from '../flows/enrichment/enrichment-folder';
export {
  EnrichmentFileKind,
  EnrichmentFileState,
  type EnrichmentFileStatus,
  type EnrichmentStatus,
} from '../flows/enrichment/enrichment-status';
export {
  type GeoDatabase,
  GeoDatabaseError,
  MaxMindDatabase,
  openGeoDatabase,
} from '../flows/enrichment/geo-database';
export type { GeoInfo } from '../flows/enrichment/geo-schema';
export type { Threat } from '../flows/enrichment/threat-list';
export { ThreatListError } from '../flows/enrichment/threat-list-error';
export { ThreatLists } from '../flows/enrichment/threat-lists';
export type { ByteCount } from '../flows/input/inflate';
export { InputError, InputErrorCode } from '../flows/input/input-error';
export type { FormCloud, FormDecision } from '../flows/input/input-form';
export { Compression } from '../flows/kernel/parquet/codec';
export { LostRecordsError } from '../flows/lost-records-error';
export type { NormalizeResult, RawObject, SourceOptions, WrittenOutputs } from '../flows/normalize-source';
export type { Origin } from '../flows/origin';
export type { OutputFile } from '../flows/part-files';
export { REJECT_COLUMNS, type Reject, RejectCode } from '../flows/rejects';
export { Summary } from '../flows/summary';
export { normalizeAny, type RawLog } from './normalize-any';
export { type LogSource, type ReadableSource, type SkippedSource, sourcesOf } from './sources';
