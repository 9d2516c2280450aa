import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './source-files';

const run = promisify(execFile);

/** What a command said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An app as the real `cdk init` makes it, with a package installed from its tarball. */
export class NewCdkApp {
  private constructor(readonly directory: string) {}

  /** The app is named after its directory: `network` has a `NetworkStack` in lib/network-stack.ts. */
  static async init(parent: string, name: string, tarball: string): Promise<NewCdkApp> {
    const directory = join(parent, name);
    mkdirSync(directory);
    const app = new NewCdkApp(directory);
    const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
    // the one `npm install` below does what `cdk init` would do, too
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
  async try(command: string, ...args: string[]): Promise<Said> {
    const options = { cwd: this.directory, env: environment(), maxBuffer: 64 * 1024 * 1024 };
    return run(command, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: Said) => {
        if (typeof error.code !== 'number') throw error;
        return error;
      },
    );
  }
}

/** Ours, without what vitest and npm set for processes of their own, and with a quiet cdk. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV, VITEST, ...others } = process.env;
  const own = Object.entries(others).filter(
    ([name]) => !/^(npm_(package|lifecycle)_|VITEST_|JEST_)/.test(name),
  );
  return { ...Object.fromEntries(own), CI: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
}
