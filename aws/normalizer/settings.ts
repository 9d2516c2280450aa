import { shown } from '../../flows/shown';
import { formatOfText, LogFormat } from '../format';

/** Environment variables that configure the function. The constructs set them. */
export const ENVIRONMENT = {
  tableBucket: 'FLOW_TABLE_BUCKET',
  tablePrefix: 'FLOW_TABLE_PREFIX',
  logFormats: 'FLOW_LOG_FORMATS',
  /** Queue whose failed messages the function delays. */
  queueUrl: 'FLOW_QUEUE_URL',
  maxBytes: 'FLOW_MAX_INFLATED_BYTES',
  maxObjectSeconds: 'FLOW_MAX_OBJECT_SECONDS',
  metricNamespace: 'FLOW_METRIC_NAMESPACE',
  enrichmentBucket: 'FLOW_ENRICHMENT_BUCKET',
  enrichmentPrefix: 'FLOW_ENRICHMENT_PREFIX',
  enrichmentRefreshSeconds: 'FLOW_ENRICHMENT_REFRESH_SECONDS',
  threatTypes: 'FLOW_THREAT_TYPES',
  /** `true` if old readers must be able to read the table files. */
  compatibleFiles: 'FLOW_COMPATIBLE_FILES',
  /** Glue database in which the function registers the partitions of the tables. */
  partitionDatabase: 'FLOW_PARTITION_DATABASE',
} as const;

/** Default namespace of the function's metrics. */
export const DEFAULT_METRIC_NAMESPACE = 'CloudFlowLogs';

/** Default size limit of an object, in bytes after decompression. */
const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;

/** Default time limit of an object, in seconds. ADR 24 derives it. */
export const DEFAULT_MAX_OBJECT_SECONDS = 240;

/** Default time after which the function lists the enrichment files again, in seconds. */
export const DEFAULT_REFRESH_SECONDS = 900;

/** Where the threat lists and databases are. */
export interface EnrichmentSettings {
  readonly bucket: string;
  /** Prefix of the keys: empty, or ending with `/`. */
  readonly prefix: string;
  /** Time after which the function lists the files again, in milliseconds. */
  readonly refreshMillis: number;
  /** Types of threat that have a metric of their own in any case. */
  readonly types: readonly string[];
}

/** Configuration of the function. */
export interface Settings {
  readonly tableBucket: string;
  /** Prefix of the table's keys: empty, or ending with `/`. */
  readonly tablePrefix: string;
  /** Formats of records without a header line, by the id in the object key. */
  readonly formats: ReadonlyMap<string, LogFormat>;
  /**
   * URL of the queue that invokes the function.
   *
   * @default - failed messages return after the visibility timeout of their queue
   */
  readonly queueUrl?: string;
  /** Size limit of an object, in bytes after decompression. */
  readonly maxBytes: number;
  /** Time limit of an object, in milliseconds. */
  readonly maxObjectMillis: number;
  readonly metricNamespace: string;
  /** @default - rows are not enriched */
  readonly enrichment?: EnrichmentSettings;
  /** Whether table files have only encodings of Parquet version 1. */
  readonly compatible: boolean;
  /**
   * Glue database in which the partitions of the tables are registered.
   *
   * @default - partitions are not registered
   */
  readonly partitionDatabase?: string;
}

/**
 * Reads the function's configuration.
 *
 * @throws Error that lists every variable that is missing or not valid
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const tableBucket = environment[ENVIRONMENT.tableBucket] ?? '';
  if (tableBucket === '') problems.push(`${ENVIRONMENT.tableBucket} is not set`);
  const prefix = (name: string) => {
    const value = environment[name] ?? '';
    if (value !== '' && !value.endsWith('/'))
      problems.push(`${name} is ${JSON.stringify(value)}: end it with /`);
    return value;
  };
  const tablePrefix = prefix(ENVIRONMENT.tablePrefix);
  const positive = (name: string, unit: string, byDefault: number) => {
    const value = Number(environment[name] ?? byDefault);
    if (Number.isSafeInteger(value) && value > 0) return value;
    problems.push(`${name} is ${shown(environment[name] ?? '')}: set a positive whole number of ${unit}`);
    return byDefault;
  };
  const maxBytes = positive(ENVIRONMENT.maxBytes, 'bytes', DEFAULT_MAX_BYTES);
  const maxObjectSeconds = positive(ENVIRONMENT.maxObjectSeconds, 'seconds', DEFAULT_MAX_OBJECT_SECONDS);
  const formats = readFormats(environment[ENVIRONMENT.logFormats], problems);
  const bucket = environment[ENVIRONMENT.enrichmentBucket];
  const enrichment = bucket
    ? {
        bucket,
        prefix: prefix(ENVIRONMENT.enrichmentPrefix),
        refreshMillis:
          positive(ENVIRONMENT.enrichmentRefreshSeconds, 'seconds', DEFAULT_REFRESH_SECONDS) * 1000,
        types: readTypes(environment[ENVIRONMENT.threatTypes], problems),
      }
    : undefined;
  const compatible = readFlag(environment, ENVIRONMENT.compatibleFiles, problems);
  if (problems.length > 0)
    throw new Error(`the configuration of the normalizer is not valid: ${problems.join('; ')}`);
  const metricNamespace = environment[ENVIRONMENT.metricNamespace] || DEFAULT_METRIC_NAMESPACE;
  const maxObjectMillis = maxObjectSeconds * 1000;
  const queueUrl = environment[ENVIRONMENT.queueUrl] || undefined;
  const partitionDatabase = environment[ENVIRONMENT.partitionDatabase] || undefined;
  return {
    tableBucket,
    tablePrefix,
    formats,
    maxBytes,
    maxObjectMillis,
    metricNamespace,
    ...(enrichment && { enrichment }),
    compatible,
    partitionDatabase,
    ...(queueUrl && { queueUrl }),
  };
}

function readTypes(json: string | undefined, problems: string[]): readonly string[] {
  if (json === undefined) return [];
  try {
    const types: unknown = JSON.parse(json);
    if (Array.isArray(types) && types.every((type) => typeof type === 'string')) return types;
  } catch {
    // the problem below includes the value
  }
  problems.push(`${ENVIRONMENT.threatTypes} is ${shown(json)}: set a JSON array of types of threat`);
  return [];
}

function readFlag(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  problems: string[],
): boolean {
  const text = environment[name] ?? '';
  if (!['', 'true', 'false'].includes(text)) problems.push(`${name} is ${shown(text)}: set true or false`);
  return text === 'true';
}

/** Parses formats from a JSON object: format strings by id. */
function readFormats(json: string | undefined, problems: string[]): Map<string, LogFormat> {
  const formats = new Map<string, LogFormat>();
  if (json === undefined) return formats;
  const texts = parseObject(json);
  if (!texts) {
    problems.push(`${ENVIRONMENT.logFormats} is ${shown(json)}: set a JSON object of format strings by id`);
    return formats;
  }
  for (const [id, text] of Object.entries(texts)) {
    try {
      if (typeof text !== 'string')
        throw new Error(`expected a format string, received ${shown(JSON.stringify(text))}`);
      formats.set(id, parsedFormat(text));
    } catch (error) {
      problems.push(`${ENVIRONMENT.logFormats}, format ${shown(id)}: ${(error as Error).message}`);
    }
  }
  return formats;
}

/** Every format that a flow log can have, with new fields of any name, and the texts that the command line accepts. */
function parsedFormat(text: string): LogFormat {
  try {
    return LogFormat.custom(text);
  } catch {
    return formatOfText(text);
  }
}

function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
