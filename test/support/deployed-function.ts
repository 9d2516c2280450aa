import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { BUNDLE_DIRECTORY } from '../../aws/normalizer/bundle-directory';
import type { BatchResponse, QueueEvent } from '../../aws/normalizer/handler';
import type { AwsCloud } from './aws-cloud';

/** Location of a function's uploaded code. */
export interface CodeLocation {
  readonly S3Bucket: string;
  readonly S3Key: string;
}

/** Result of an invocation. */
export interface Invocation {
  /** Return value of the function; undefined if the process was killed. */
  readonly response?: BatchResponse;
  readonly log: readonly string[];
}

/** A deployed function: its code from the asset bucket, with its environment. */
export class DeployedFunction {
  private constructor(
    private readonly bundle: string,
    readonly environment: Readonly<Record<string, string>>,
    readonly timeoutSeconds: number,
    private readonly cloud: AwsCloud,
  ) {}

  /** The built code of the function, with an environment. */
  static built(
    cloud: AwsCloud,
    environment: Readonly<Record<string, string>>,
    timeoutSeconds = 300,
  ): DeployedFunction {
    return new DeployedFunction(join(BUNDLE_DIRECTORY, 'index.mjs'), environment, timeoutSeconds, cloud);
  }

  static async fetch(
    cloud: AwsCloud,
    functionName: string,
    code: CodeLocation,
    directory: string,
  ): Promise<DeployedFunction> {
    const lambda = new LambdaClient(cloud.client);
    const configuration = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: functionName }),
    );
    const s3 = new S3Client(cloud.client);
    const asset = await s3.send(new GetObjectCommand({ Bucket: code.S3Bucket, Key: code.S3Key }));
    const archive = join(directory, 'code.zip');
    writeFileSync(
      archive,
      await (asset.Body as { transformToByteArray(): Promise<Uint8Array> }).transformToByteArray(),
    );
    // moto requires Python, so it is installed
    execFileSync('python3', ['-m', 'zipfile', '-e', archive, join(directory, 'code')]);
    const [file] = (configuration.Handler as string).split('.');
    const bundle = join(directory, 'code', `${file}.mjs`);
    const timeout = configuration.Timeout as number;
    return new DeployedFunction(bundle, { ...configuration.Environment?.Variables }, timeout, cloud);
  }

  /** Runs the function like Lambda. `endpoint` replaces the endpoint of the cloud, for example with a proxy. */
  async invoke(
    event: QueueEvent,
    endpoint?: { url: string; onStart?(kill: () => void): void },
  ): Promise<Invocation> {
    const env: NodeJS.ProcessEnv = {
      ...this.cloud.environment(),
      AWS_LAMBDA_FUNCTION_NAME: 'normalizer',
      ...this.environment,
      ...(endpoint && { AWS_ENDPOINT_URL: endpoint.url }),
    };
    const args = [join(__dirname, 'invoke-bundle.mjs'), this.bundle, `${this.timeoutSeconds}`];
    const child = spawn(process.execPath, args, { env });
    endpoint?.onStart?.(() => child.kill('SIGKILL'));
    child.stdin.end(JSON.stringify(event));
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    const lines = stdout.trim().split('\n');
    if (child.signalCode) return { log: lines };
    if (child.exitCode !== 0) throw new Error(`the function exited with ${child.exitCode}: ${stderr}`);
    return { response: JSON.parse(lines.at(-1) as string), log: lines.slice(0, -1) };
  }
}
