import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AwsCloud } from '../aws-cloud';
import { Server } from '../processes';
import type { Result } from '../result';
import { TRINO_VERSION, trinoParts } from './parts';
import { type Column, type Page, parsePage, resultOf } from './protocol';

/** The name of the Glue catalog in Athena, which stored views contain. */
const CATALOG = 'awsdatacatalog';

const WORKER_MILLIS = 60_000;

/** Trino as Athena: tables come from Glue, files from S3. */
export class Trino {
  private constructor(
    private readonly server: Server,
    private readonly directory: string,
  ) {}

  static async start(cloud: AwsCloud): Promise<Trino> {
    const parts = trinoParts();
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-trino-'));
    const server = await Server.start(
      'java',
      (port) => launch(parts, configure(directory, parts, port, cloud)),
      {
        path: '/v1/info',
        env: { ...cloud.environment(), AWS_ENDPOINT_URL: undefined },
        cwd: directory,
        isReady: async (response) => !((await response.json()) as { starting: boolean }).starting,
      },
    );
    return new Trino(server, directory);
  }

  stop(): void {
    this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /**
   * Runs a statement like Athena: unqualified names belong to `database`, times are UTC.
   *
   * @throws Error with the statement and the message of Trino
   */
  async query(sql: string, database: string): Promise<Result> {
    const { columns, rows } = await this.run(sql, database);
    return resultOf(columns, rows);
  }

  /** Column types of a query's result, in Trino's spelling. Trino does not run the query. */
  async typesOf(sql: string, database: string): Promise<string[]> {
    const { columns } = await this.run(`select * from (${sql}) statement where false`, database);
    return columns.map(({ type }) => type);
  }

  /** Waits until the server has registered itself as a worker. */
  private async run(sql: string, database: string): Promise<Answer> {
    const deadline = Date.now() + WORKER_MILLIS;
    for (;;) {
      const { error, ...answer } = await this.attempt(sql, database);
      if (error === undefined) return answer;
      if (error.errorName !== 'NO_NODES_AVAILABLE' || Date.now() > deadline)
        throw new Error(`Trino: ${error.message}\nin: ${sql}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private async attempt(sql: string, database: string): Promise<Answer & Pick<Page, 'error'>> {
    const headers = {
      'X-Trino-User': 'test',
      'X-Trino-Catalog': CATALOG,
      'X-Trino-Schema': database,
      'X-Trino-Time-Zone': 'UTC',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
    };
    let columns: readonly Column[] = [];
    const rows: unknown[][] = [];
    let request: [string, RequestInit] | undefined = [
      `http://127.0.0.1:${this.server.port}/v1/statement`,
      { method: 'POST', body: sql, headers },
    ];
    while (request) {
      const response = await fetch(...request);
      const text = await response.text();
      if (!response.ok) throw new Error(`Trino responds with ${response.status}: ${text}`);
      const { error, nextUri, ...page } = parsePage(text);
      columns = page.columns ?? columns;
      rows.push(...(page.data ?? []));
      if (error) return { columns, rows, error };
      request = nextUri === undefined ? undefined : [nextUri, {}];
    }
    return { columns, rows };
  }
}

interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly unknown[][];
}

function launch(parts: string, config: string): string[] {
  return [
    '-Xmx1500M',
    // the compiler dominates short runs
    '-XX:TieredStopAtLevel=1',
    // Trino compiles every query; one compiler thread needs a larger code cache
    '-XX:ReservedCodeCacheSize=512M',
    '-XX:+UseG1GC',
    '-Duser.timezone=UTC',
    '-Dfile.encoding=UTF-8',
    '-Djdk.attach.allowAttachSelf=true',
    `-Dconfig=${config}`,
    '-cp',
    join(parts, 'lib/*'),
    join(__dirname, 'Launch.java'),
    TRINO_VERSION,
  ];
}

function configure(directory: string, parts: string, port: number, cloud: AwsCloud): string {
  const { endpoint, region, credentials } = cloud.client;
  const { accessKeyId, secretAccessKey } = credentials;
  writeProperties(join(directory, 'catalog', `${CATALOG}.properties`), {
    'connector.name': 'hive',
    'hive.metastore': 'glue',
    'hive.metastore.glue.region': region,
    'hive.metastore.glue.endpoint-url': endpoint,
    'hive.metastore.glue.aws-access-key': accessKeyId,
    'hive.metastore.glue.aws-secret-key': secretAccessKey,
    'hive.partition-projection-enabled': 'true',
    // moto returns all partitions for each segment
    'hive.metastore.glue.partitions-segments': '1',
    // moto does not store column statistics
    'hive.table-statistics-enabled': 'false',
    'fs.hadoop.enabled': 'false',
    'fs.native-s3.enabled': 'true',
    's3.endpoint': endpoint,
    's3.region': region,
    's3.aws-access-key': accessKeyId,
    's3.aws-secret-key': secretAccessKey,
    's3.path-style-access': 'true',
  });
  return writeProperties(join(directory, 'config.properties'), {
    'node.id': 'test',
    'node.environment': 'test',
    coordinator: 'true',
    'node-scheduler.include-coordinator': 'true',
    'http-server.http.port': String(port),
    'discovery.uri': `http://127.0.0.1:${port}`,
    'catalog.config-dir': join(directory, 'catalog'),
    'plugin.dir': join(parts, 'plugin'),
    'query.max-memory': '1GB',
  });
}

function writeProperties(path: string, properties: Readonly<Record<string, string>>): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  return path;
}
