import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './source-files';

const run = promisify(execFile);

/** The result of a command. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An app that `cdk init` has created, with a package that is installed from its tarball. */
export class NewCdkApp {
  private constructor(readonly directory: string) {}

  /** Creates an app that is named after its directory: `network` has a `NetworkStack` in lib/network-stack.ts. */
  static async init(parent: string, name: string, tarball: string): Promise<NewCdkApp> {
    const directory = join(parent, name);
    mkdirSync(directory);
    const app = new NewCdkApp(directory);
    const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
    // the `npm install` below replaces that of `cdk init`
    await app.run(process.execPath, cdk, 'init', 'app', '--language', 'typescript', '--generate-only');
    await app.run('npm', 'install', tarball, '--no-audit', '--no-fund', '--loglevel=error');
    return app;
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.directory, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  /** Runs a command in the app. */
  async run(command: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(command, ...args);
    if (code !== 0)
      throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Runs a command that may fail. */
  async try(command: string, ...args: string[]): Promise<CommandResult> {
    const options = { cwd: this.directory, env: environment(), maxBuffer: 64 * 1024 * 1024 };
    return run(command, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: CommandResult) => {
        if (typeof error.code !== 'number') throw error;
        return error;
      },
    );
  }
}

/** The environment of this process without the variables of vitest and npm, with telemetry of the CDK CLI disabled. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV, VITEST, ...others } = process.env;
  const own = Object.entries(others).filter(
    ([name]) => !/^(npm_(package|lifecycle)_|VITEST_|JEST_)/.test(name),
  );
  return { ...Object.fromEntries(own), CI: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
}
