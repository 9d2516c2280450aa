import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server } from './processes';
import { ROOT } from './source-files';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** moto as AWS, and the real CDK command line. */
export class AwsCloud {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<AwsCloud> {
    return new AwsCloud(
      await Server.start('moto_server', (port) => ['-p', String(port)], { path: '/moto-api/' }),
    );
  }

  /** Starts a moto that supports flow logs into folders of buckets, which moto itself does not find. */
  static startWithFolders(): Promise<AwsCloud> {
    return AwsCloud.startScript('moto-with-folders.py');
  }

  /** Starts a moto whose CloudFormation creates alarms, which moto itself skips. */
  static startWithAlarms(): Promise<AwsCloud> {
    return AwsCloud.startScript('moto-with-alarms.py');
  }

  /** Starts a moto that lists the registered partitions of tables as AWS Glue does. */
  static startWithPartitions(): Promise<AwsCloud> {
    return AwsCloud.startScript('moto-with-partitions.py');
  }

  private static async startScript(name: string): Promise<AwsCloud> {
    const args = (port: number) => [join(__dirname, name), '-p', String(port)];
    return new AwsCloud(await Server.start('python3', args, { path: '/moto-api/' }));
  }

  stop(): void {
    this.server.stop();
  }

  /** Settings of SDK clients. */
  get client() {
    return {
      endpoint: `http://127.0.0.1:${this.server.port}`,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
  }

  /** Environment of processes that use the SDK. */
  environment(host = '127.0.0.1'): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ENDPOINT_URL: `http://${host}:${this.server.port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      CI: '1',
    };
  }

  /** Runs the `cdk` command in the directory of an example. */
  cdk(example: string, ...args: string[]): Promise<string> {
    return this.cdkIn(join(ROOT, 'examples', example), ...args);
  }

  /** Runs the `cdk` command in a directory. moto finds the bucket of the template by the word localhost. */
  async cdkIn(cwd: string, ...args: string[]): Promise<string> {
    const cli = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
    const options = { cwd, env: this.environment('localhost'), maxBuffer: 64 * 1024 * 1024 };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...args], options);
    return stdout + stderr;
  }
}
