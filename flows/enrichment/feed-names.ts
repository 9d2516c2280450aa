import { EnrichmentFileKind } from './enrichment-status';

const COMPRESSED = /\.gz$/i;
const EXTENSION = /\.[^./]*$/;
const DATABASE = /\.mmdb$/i;
/** Files that belong to lists and are none: texts about them, licences, and what storage tools leave. */
const NO_LIST =
  /(?:^|\/)(?:[._][^/]*|(?:readme|licen[cs]e|notice|terms|copying|copyright|attribution)s?(?:[^a-z/][^/]*)?|[^/]*\.(?:md|pdf|sha256|md5|asc|sig)|)$/i;

/** Returns the kind of a file by its name; undefined for files that are neither lists nor databases. */
export function feedFileKind(name: string): EnrichmentFileKind | undefined {
  if (NO_LIST.test(name)) return undefined;
  return DATABASE.test(name.replace(COMPRESSED, ''))
    ? EnrichmentFileKind.DATABASE
    : EnrichmentFileKind.THREAT_LIST;
}

/** Returns the name of a list: the path of its file without extensions. */
export function feedListName(name: string): string {
  return name.replace(COMPRESSED, '').replace(EXTENSION, '');
}

/** Returns the version that rows state: the time of the last change, such as `2026-11-30T10:00:00Z`. */
export function feedListVersion(modified: Date): string {
  return modified.toISOString().replace(/\.[0-9]+Z$/, 'Z');
}
