import { shown } from '../../flows/shown';
import { formatOfText, LogFormat } from '../format';

/** Environment variables that configure the function. The constructs set them. */
export const ENVIRONMENT = {
  tableBucket: 'FLOW_TABLE_BUCKET',
  tablePrefix: 'FLOW_TABLE_PREFIX',
  logFormats: 'FLOW_LOG_FORMATS',
  maxBytes: 'FLOW_MAX_INFLATED_BYTES',
  maxObjectSeconds: 'FLOW_MAX_OBJECT_SECONDS',
  metricNamespace: 'FLOW_METRIC_NAMESPACE',
} as const;

/** Default namespace of the function's metrics. */
export const DEFAULT_METRIC_NAMESPACE = 'CloudFlowLogs';

/** Default size limit of an object, in bytes after decompression. */
const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;

/** Default time limit of an object, in seconds. ADR 24 derives it. */
export const DEFAULT_MAX_OBJECT_SECONDS = 240;

/** Configuration of the function. */
export interface Settings {
  readonly tableBucket: string;
  /** Prefix of the table's keys: empty, or ending with `/`. */
  readonly tablePrefix: string;
  /** Formats of records without a header line, by the id in the object key. */
  readonly formats: ReadonlyMap<string, LogFormat>;
  /** Size limit of an object, in bytes after decompression. */
  readonly maxBytes: number;
  /** Time limit of an object, in milliseconds. */
  readonly maxObjectMillis: number;
  readonly metricNamespace: string;
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
  const tablePrefix = environment[ENVIRONMENT.tablePrefix] ?? '';
  if (tablePrefix !== '' && !tablePrefix.endsWith('/')) {
    problems.push(`${ENVIRONMENT.tablePrefix} is ${JSON.stringify(tablePrefix)}: end it with /`);
  }
  const positive = (name: string, unit: string, byDefault: number) => {
    const value = Number(environment[name] ?? byDefault);
    if (Number.isSafeInteger(value) && value > 0) return value;
    problems.push(`${name} is ${shown(environment[name] ?? '')}: set a positive whole number of ${unit}`);
    return byDefault;
  };
  const maxBytes = positive(ENVIRONMENT.maxBytes, 'bytes', DEFAULT_MAX_BYTES);
  const maxObjectSeconds = positive(ENVIRONMENT.maxObjectSeconds, 'seconds', DEFAULT_MAX_OBJECT_SECONDS);
  const formats = readFormats(environment[ENVIRONMENT.logFormats], problems);
  if (problems.length > 0)
    throw new Error(`the configuration of the normalizer is not valid: ${problems.join('; ')}`);
  const metricNamespace = environment[ENVIRONMENT.metricNamespace] || DEFAULT_METRIC_NAMESPACE;
  const maxObjectMillis = maxObjectSeconds * 1000;
  return { tableBucket, tablePrefix, formats, maxBytes, maxObjectMillis, metricNamespace };
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
