import { shown } from '../../flows/shown';
import { LogFormat } from '../format';

/** Names of the environment variables that configure the function; the constructs set them. */
export const ENVIRONMENT = {
  tableBucket: 'FLOW_TABLE_BUCKET',
  tablePrefix: 'FLOW_TABLE_PREFIX',
  logFormats: 'FLOW_LOG_FORMATS',
  maxBytes: 'FLOW_MAX_INFLATED_BYTES',
  metricNamespace: 'FLOW_METRIC_NAMESPACE',
} as const;

/** Namespace of the function's metrics, where none is configured. */
export const DEFAULT_METRIC_NAMESPACE = 'CloudFlowLogs';

/** Largest object the function reads where nothing is configured, in bytes after decompression. */
const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;

/** How the function is configured. */
export interface Settings {
  readonly tableBucket: string;
  /** Empty, or ending in `/`. */
  readonly tablePrefix: string;
  /** Formats of records without a header line, by the id that the keys of their objects have. */
  readonly formats: ReadonlyMap<string, LogFormat>;
  readonly maxBytes: number;
  readonly metricNamespace: string;
}

/**
 * Reads the function's configuration.
 *
 * @throws Error that names every variable that is missing or wrong
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const tableBucket = environment[ENVIRONMENT.tableBucket] ?? '';
  if (tableBucket === '') problems.push(`${ENVIRONMENT.tableBucket} is not set`);
  const tablePrefix = environment[ENVIRONMENT.tablePrefix] ?? '';
  if (tablePrefix !== '' && !tablePrefix.endsWith('/')) {
    problems.push(`${ENVIRONMENT.tablePrefix} is ${JSON.stringify(tablePrefix)}: it must end in /`);
  }
  const maxBytes = Number(environment[ENVIRONMENT.maxBytes] ?? DEFAULT_MAX_BYTES);
  if (!Number.isSafeInteger(maxBytes) || maxBytes <= 0) {
    problems.push(
      `${ENVIRONMENT.maxBytes} is ${environment[ENVIRONMENT.maxBytes]}: it must be a number of bytes`,
    );
  }
  const formats = readFormats(environment[ENVIRONMENT.logFormats], problems);
  if (problems.length > 0) throw new Error(`the normalizer is not configured: ${problems.join('; ')}`);
  const metricNamespace = environment[ENVIRONMENT.metricNamespace] || DEFAULT_METRIC_NAMESPACE;
  return { tableBucket, tablePrefix, formats, maxBytes, metricNamespace };
}

/** Formats are given as a JSON object: format string by id. */
function readFormats(json: string | undefined, problems: string[]): Map<string, LogFormat> {
  const formats = new Map<string, LogFormat>();
  if (json === undefined) return formats;
  const texts = parseObject(json);
  if (!texts) {
    problems.push(
      `${ENVIRONMENT.logFormats} is ${shown(json)}: it must be a JSON object of formats by their ids`,
    );
    return formats;
  }
  for (const [id, text] of Object.entries(texts)) {
    try {
      if (typeof text !== 'string')
        throw new Error(`it is ${shown(JSON.stringify(text))}: it must be a format string`);
      formats.set(id, declaredFormat(text));
    } catch (error) {
      problems.push(`${ENVIRONMENT.logFormats}, format ${shown(id)}: ${(error as Error).message}`);
    }
  }
  return formats;
}

function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A format as a flow log was given it. */
function declaredFormat(text: string): LogFormat {
  return LogFormat.custom(text);
}
