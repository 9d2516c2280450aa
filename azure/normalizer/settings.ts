import { FLOW_LOG_CONTAINERS } from '../storage/containers';

/** Names of the environment variables that configure the function. The constructs set them. */
export const ENVIRONMENT = {
  /** Blob endpoint of the account that Network Watcher writes flow logs to. */
  flowLogStorage: 'FLOW_LOG_STORAGE',
  /** Containers of this account, separated by commas. */
  flowLogContainers: 'FLOW_LOG_CONTAINER',
  /** Blob endpoint of the account of the tables and cursors. */
  tableStorage: 'TABLE_STORAGE',
  tableContainer: 'TABLE_CONTAINER',
  tablePrefix: 'TABLE_PREFIX',
  /** `false` if the function writes only rejects to the tables. */
  tableRows: 'TABLE_ROWS',
  cursorContainer: 'CURSOR_CONTAINER',
  /** `true` if old readers can read the files of the tables. */
  compatibleFiles: 'COMPATIBLE_FILES',
  /** Container of the threat lists and databases, in the account of the tables. */
  enrichmentContainer: 'ENRICHMENT_CONTAINER',
  /** Minutes after which the function looks for changed lists. */
  enrichmentRefresh: 'ENRICHMENT_REFRESH_MINUTES',
  sweepHours: 'SWEEP_HOURS',
  maxIncrementBytes: 'MAX_INCREMENT_BYTES',
  /** Client id of the managed identity that reads and writes the accounts. */
  clientId: 'AZURE_CLIENT_ID',
  /** Connection string of an emulator on the same machine. */
  flowLogConnection: 'FLOW_LOG_STORAGE_CONNECTION_STRING',
  tableConnection: 'TABLE_STORAGE_CONNECTION_STRING',
} as const;

/** Names of the settings that the triggers refer to and the Functions host reads. */
export const TRIGGERS = {
  /** Name of the event queue. */
  eventQueue: 'EVENT_QUEUE',
  /** Prefix of the settings of the queue's account, such as `EVENT_STORAGE__queueServiceUri`. */
  eventStorage: 'EVENT_STORAGE',
  /** Schedule of the sweep as an NCRONTAB expression with six fields. */
  sweepSchedule: 'SWEEP_SCHEDULE',
} as const;

/** Names of the settings of the Functions host. Source: "App settings reference for Azure Functions". */
export const HOST = {
  /** Prefix of the settings of the host's account, such as `AzureWebJobsStorage__blobServiceUri`. */
  storage: 'AzureWebJobsStorage',
  insightsConnection: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
} as const;

/** Default settings. */
export const DEFAULTS = {
  tableContainer: 'tables',
  cursorContainer: 'cursors',
  enrichmentContainer: 'enrichment',
  enrichmentRefreshMinutes: 15,
  /** Network Watcher completes the blob of an hour some minutes after the hour; more hours cover an outage. */
  sweepHours: 6,
  maxIncrementBytes: 64 * 1024 ** 2,
} as const;

/**
 * Time in which an invocation begins work, in milliseconds: the timeout in `host.json` without the time of one increment. The
 * host ends the process at the timeout.
 */
export const WORK_MILLIS = 7 * 60 * 1000;

/** A storage account and its authentication. */
export interface StorageSettings {
  /** Blob endpoint of the account. */
  readonly endpoint: string;
  /**
   * Only for an endpoint on the same machine.
   *
   * @default - the function authenticates with its managed identity
   */
  readonly connectionString?: string;
}

/** Configuration of the function. */
export interface Settings {
  readonly flowLogs: StorageSettings & { readonly containers: readonly string[] };
  readonly tables: StorageSettings & {
    readonly container: string;
    /** Empty, or ending in `/`. */
    readonly prefix: string;
    /** Whether the function writes rows, or only rejects. */
    readonly rows: boolean;
    /** Whether the files have only encodings of Parquet version 1. */
    readonly compatible: boolean;
    readonly cursorContainer: string;
  };
  /** @default - the rows are not enriched */
  readonly enrichment?: { readonly container: string; readonly refreshMinutes: number };
  readonly sweepHours: number;
  readonly maxIncrementBytes: number;
  readonly clientId?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables.
 *
 * @throws Error that names every missing or invalid variable
 */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const containers = (environment[ENVIRONMENT.flowLogContainers] || FLOW_LOG_CONTAINERS[0] || '').split(',');
  const prefix = environment[ENVIRONMENT.tablePrefix] ?? '';
  if (prefix !== '' && !prefix.endsWith('/')) {
    problems.push(`${ENVIRONMENT.tablePrefix} must end in "/", received ${JSON.stringify(prefix)}`);
  }
  const settings: Settings = {
    flowLogs: {
      ...storage(environment, ENVIRONMENT.flowLogStorage, ENVIRONMENT.flowLogConnection, problems),
      containers: containers.map((name) => name.trim()).filter((name) => name !== ''),
    },
    tables: {
      ...storage(environment, ENVIRONMENT.tableStorage, ENVIRONMENT.tableConnection, problems),
      container: environment[ENVIRONMENT.tableContainer] || DEFAULTS.tableContainer,
      prefix,
      rows: environment[ENVIRONMENT.tableRows] !== 'false',
      compatible: flag(environment, ENVIRONMENT.compatibleFiles, problems),
      cursorContainer: environment[ENVIRONMENT.cursorContainer] || DEFAULTS.cursorContainer,
    },
    ...enrichment(environment, problems),
    sweepHours: wholeNumber(environment, ENVIRONMENT.sweepHours, DEFAULTS.sweepHours, problems),
    maxIncrementBytes: wholeNumber(
      environment,
      ENVIRONMENT.maxIncrementBytes,
      DEFAULTS.maxIncrementBytes,
      problems,
    ),
    clientId: environment[ENVIRONMENT.clientId] || undefined,
  };
  if (settings.tables.container === settings.tables.cursorContainer) {
    problems.push(
      `${ENVIRONMENT.tableContainer} and ${ENVIRONMENT.cursorContainer} are both ${settings.tables.container}: ` +
        'use two containers, so that queries of the tables do not read cursors',
    );
  }
  const lists = settings.enrichment?.container;
  if (lists === settings.tables.container || lists === settings.tables.cursorContainer) {
    problems.push(
      `${ENVIRONMENT.enrichmentContainer} is ${lists}, the container of the tables or cursors: use another one, so that their ` +
        'files are not read as lists',
    );
  }
  if (problems.length > 0)
    throw new Error(`the configuration of the normalizer is invalid: ${problems.join('; ')}`);
  return settings;
}

function enrichment(environment: Environment, problems: string[]): Pick<Settings, 'enrichment'> {
  const container = environment[ENVIRONMENT.enrichmentContainer];
  if (!container) return {};
  const { enrichmentRefresh } = ENVIRONMENT;
  const refreshMinutes = wholeNumber(
    environment,
    enrichmentRefresh,
    DEFAULTS.enrichmentRefreshMinutes,
    problems,
  );
  return { enrichment: { container, refreshMinutes } };
}

/** Settings of one account. Allows a connection string only for an emulator, because it contains the account key. */
function storage(
  environment: Environment,
  endpointName: string,
  connectionName: string,
  problems: string[],
): StorageSettings {
  const endpoint = environment[endpointName] ?? '';
  const connectionString = environment[connectionName] || undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isLocal = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (endpoint === '') problems.push(`${endpointName} is not set`);
  else if (!url || (url.protocol !== 'https:' && !isLocal)) {
    problems.push(
      `${endpointName} must be a blob endpoint such as https://<account>.blob.core.windows.net, received ${endpoint}`,
    );
  }
  if (connectionString === undefined) return { endpoint };
  if (!isLocal || !connectionString.includes(`BlobEndpoint=${endpoint}`)) {
    problems.push(
      `${connectionName} is set, and ${endpointName} is ${endpoint || 'not set'}: a connection string is allowed only for ` +
        'storage on the same machine; remove it and grant the managed identity its roles',
    );
  }
  return { endpoint, connectionString };
}

/** A variable that is `true`, `false` or not set. */
function flag(environment: Environment, name: string, problems: string[]): boolean {
  const text = environment[name] || 'false';
  if (text !== 'true' && text !== 'false') {
    problems.push(`${name} must be true or false, received ${JSON.stringify(text)}`);
  }
  return text === 'true';
}

function wholeNumber(environment: Environment, name: string, fallback: number, problems: string[]): number {
  const text = environment[name];
  const value = Number(text ?? fallback);
  if (!Number.isSafeInteger(value) || value <= 0) {
    problems.push(`${name} must be an integer above 0, received ${text}`);
  }
  return value;
}
