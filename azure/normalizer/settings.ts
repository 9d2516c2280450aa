import { FLOW_LOG_CONTAINERS } from './blob-hours';

/** Names of the environment variables that configure the function; the constructs set them. */
export const ENVIRONMENT = {
  /** Blob endpoint of the account that Network Watcher writes to. */
  flowLogStorage: 'FLOW_LOG_STORAGE',
  /** Containers of it, with commas between. */
  flowLogContainers: 'FLOW_LOG_CONTAINER',
  /** Blob endpoint of the account of the tables and cursors. */
  tableStorage: 'TABLE_STORAGE',
  tableContainer: 'TABLE_CONTAINER',
  tablePrefix: 'TABLE_PREFIX',
  /** Whether rows are written to the table; where they are not, rejects still are. */
  tableRows: 'TABLE_ROWS',
  cursorContainer: 'CURSOR_CONTAINER',
  sweepHours: 'SWEEP_HOURS',
  maxIncrementBytes: 'MAX_INCREMENT_BYTES',
  /** Client id of the identity by which the accounts are reached. */
  clientId: 'AZURE_CLIENT_ID',
  /** Connection strings for storage on this very machine, as a test has it. */
  flowLogConnection: 'FLOW_LOG_STORAGE_CONNECTION_STRING',
  tableConnection: 'TABLE_STORAGE_CONNECTION_STRING',
} as const;

/** Names of the settings that the Functions host itself reads, as the triggers name them. */
export const TRIGGERS = {
  /** Name of the queue of events. */
  eventQueue: 'EVENT_QUEUE',
  /** Prefix of the settings of the queue's account: `EVENT_STORAGE__queueServiceUri` and so on. */
  eventStorage: 'EVENT_STORAGE',
  /** When the sweep runs, in the six fields of NCRONTAB. */
  sweepSchedule: 'SWEEP_SCHEDULE',
} as const;

/** What is taken where nothing is configured. */
export const DEFAULTS = {
  tableContainer: 'tables',
  cursorContainer: 'cursors',
  /** Network Watcher ends an hour's blob some minutes after the hour; the sweep looks back further than an outage. */
  sweepHours: 6,
  maxIncrementBytes: 64 * 1024 ** 2,
} as const;

/** A storage account, and how it is reached. */
export interface StorageSettings {
  /** Its blob endpoint. */
  readonly endpoint: string;
  /**
   * Only for an endpoint of this very machine.
   *
   * @default - reached by the function's identity
   */
  readonly connectionString?: string;
}

/** How the function is configured. */
export interface Settings {
  readonly flowLogs: StorageSettings & { readonly containers: readonly string[] };
  readonly tables: StorageSettings & {
    readonly container: string;
    /** Empty, or ending in `/`. */
    readonly prefix: string;
    /** Whether rows are written, or rejects alone. */
    readonly rows: boolean;
    readonly cursorContainer: string;
  };
  readonly sweepHours: number;
  readonly maxIncrementBytes: number;
  readonly clientId?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the function's configuration.
 *
 * @throws Error that names every variable that is missing or wrong
 */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const containers = (environment[ENVIRONMENT.flowLogContainers] || FLOW_LOG_CONTAINERS[0] || '').split(',');
  const prefix = environment[ENVIRONMENT.tablePrefix] ?? '';
  if (prefix !== '' && !prefix.endsWith('/')) {
    problems.push(`${ENVIRONMENT.tablePrefix} is ${JSON.stringify(prefix)}: it must end in /`);
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
      cursorContainer: environment[ENVIRONMENT.cursorContainer] || DEFAULTS.cursorContainer,
    },
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
        'readers of the tables must not find cursors there',
    );
  }
  if (problems.length > 0) throw new Error(`the normalizer is not configured: ${problems.join('; ')}`);
  return settings;
}

/** An account's key must never be in a function's settings: a connection string is for the emulator alone. */
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
    problems.push(`${endpointName} is ${endpoint}: it must be a blob endpoint, https://<account>.blob...`);
  }
  if (connectionString === undefined) return { endpoint };
  if (!isLocal || !connectionString.includes(`BlobEndpoint=${endpoint}`)) {
    problems.push(
      `${connectionName} is set, and ${endpointName} is ${endpoint || 'not set'}: connection strings are for ` +
        'storage on this machine alone; give the identity its roles and remove the connection string',
    );
  }
  return { endpoint, connectionString };
}

function wholeNumber(environment: Environment, name: string, fallback: number, problems: string[]): number {
  const text = environment[name];
  const value = Number(text ?? fallback);
  if (!Number.isSafeInteger(value) || value <= 0) {
    problems.push(`${name} is ${text}: it must be a whole number above 0`);
  }
  return value;
}
