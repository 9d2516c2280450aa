import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  BlobServiceClient,
  type ContainerClient,
  generateAccountSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { DEFAULTS, ENVIRONMENT } from '../../azure/normalizer/settings';
import { Server } from './processes';

const require = createRequire(__filename);

/** Accounts of the emulator: one for flow logs, one for the tables. */
const FLOW_LOGS = 'flowlogs';
const TABLES = 'lake';
const KEY = Buffer.from('the key of an emulator').toString('base64');

const DAY_MILLIS = 86_400_000;

/** Storage accounts of an Azurite process. */
export class Azurite {
  private constructor(
    private readonly server: Server,
    private readonly directory: string,
  ) {}

  static async start(): Promise<Azurite> {
    const directory = await mkdtemp(join(tmpdir(), 'azurite-'));
    const main = join(dirname(require.resolve('azurite/package.json')), 'dist/src/blob/main.js');
    const server = await Server.start(
      process.execPath,
      (port) => [
        main,
        ...['--blobHost', '127.0.0.1', '--blobPort', String(port), '--inMemoryPersistence'],
        ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
      ],
      {
        path: `/${TABLES}/?comp=list&${sasOf(TABLES, 'rl')}`,
        env: { ...process.env, AZURITE_ACCOUNTS: `${FLOW_LOGS}:${KEY};${TABLES}:${KEY}` },
        cwd: directory,
      },
    );
    return new Azurite(server, directory);
  }

  stop(): void {
    this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The flow-log account with the rights of Network Watcher. */
  get flowLogs(): BlobServiceClient {
    return this.service(FLOW_LOGS);
  }

  get tables(): BlobServiceClient {
    return this.service(TABLES);
  }

  /** The flow-log account with the rights of the function: read and list. */
  get flowLogReader(): BlobServiceClient {
    return BlobServiceClient.fromConnectionString(this.connection(FLOW_LOGS, 'rl'));
  }

  /** Environment of the function. In the flow-log account the function can only read and list. */
  settings(prefix: string): Record<string, string> {
    return {
      [ENVIRONMENT.flowLogStorage]: this.endpoint(FLOW_LOGS),
      [ENVIRONMENT.flowLogConnection]: this.connection(FLOW_LOGS, 'rl'),
      [ENVIRONMENT.tableStorage]: this.endpoint(TABLES),
      [ENVIRONMENT.tableConnection]: this.connection(TABLES, 'rwlac'),
      [ENVIRONMENT.tablePrefix]: prefix,
    };
  }

  /** Creates the containers that the constructs create. */
  async createContainers(flowLogContainer: string): Promise<void> {
    await this.flowLogs.getContainerClient(flowLogContainer).createIfNotExists();
    await this.tables.getContainerClient(DEFAULTS.tableContainer).createIfNotExists();
    await this.tables.getContainerClient(DEFAULTS.cursorContainer).createIfNotExists();
  }

  get tableContainer(): ContainerClient {
    return this.tables.getContainerClient(DEFAULTS.tableContainer);
  }

  get cursorContainer(): ContainerClient {
    return this.tables.getContainerClient(DEFAULTS.cursorContainer);
  }

  /** Downloads the files below a prefix to a directory. */
  async download(prefix: string, directory: string): Promise<void> {
    for await (const { name } of this.tableContainer.listBlobsFlat({ prefix })) {
      const path = join(directory, name.slice(prefix.length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await this.tableContainer.getBlobClient(name).downloadToBuffer());
    }
  }

  private service(account: string): BlobServiceClient {
    return new BlobServiceClient(this.endpoint(account), new StorageSharedKeyCredential(account, KEY));
  }

  private endpoint(account: string): string {
    return `http://127.0.0.1:${this.server.port}/${account}`;
  }

  private connection(account: string, permissions: string): string {
    return `BlobEndpoint=${this.endpoint(account)};SharedAccessSignature=${sasOf(account, permissions)}`;
  }
}

function sasOf(account: string, permissions: string): string {
  return generateAccountSASQueryParameters(
    {
      expiresOn: new Date(Date.now() + DAY_MILLIS),
      permissions: AccountSASPermissions.parse(permissions),
      services: AccountSASServices.parse('b').toString(),
      resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
      protocol: SASProtocol.HttpsAndHttp,
    },
    new StorageSharedKeyCredential(account, KEY),
  ).toString();
}
