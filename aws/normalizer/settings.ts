import { LogFormat } from '../format';

/** Names of the environment variables that configure the function; the constructs set them. */
export const ENVIRONMENT = {
  tableBucket: 'FLOW_TABLE_BUCKET',
  tablePrefix: 'FLOW_TABLE_PREFIX',
  logFormat: 'FLOW_LOG_FORMAT',
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
  /** Format of records without a header line. */
  readonly format?: LogFormat;
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
  const format = parseFormat(environment[ENVIRONMENT.logFormat], problems);
  if (problems.length > 0) throw new Error(`the normalizer is not configured: ${problems.join('; ')}`);
  const metricNamespace = environment[ENVIRONMENT.metricNamespace] || DEFAULT_METRIC_NAMESPACE;
  return { tableBucket, tablePrefix, format, maxBytes, metricNamespace };
}

function parseFormat(text: string | undefined, problems: string[]): LogFormat | undefined {
  if (text === undefined) return undefined;
  try {
    return LogFormat.parse(text);
  } catch (error) {
    problems.push(`${ENVIRONMENT.logFormat}: ${(error as Error).message}`);
    return undefined;
  }
}
