import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A loopback port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(address)));
    });
  });
}

/** Whether a command can be started. */
export function hasCommand(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a real part is there. Says loudly what is not tested where it is missing; in CI a missing part is an
 * error.
 */
export function hasPart(name: string, install: string, present: boolean): boolean {
  if (!present && process.env.REQUIRE_REAL_PARTS) throw new Error(notTested(name, install));
  return hasPartOfMachine(name, install, present);
}

/** Likewise, for a part that no registry has: CI tests with it where its machine comes with it. */
export function hasPartOfMachine(name: string, install: string, present: boolean): boolean {
  if (!present) process.stderr.write(`\n*** ${notTested(name, install)}\n\n`);
  return present;
}

function notTested(name: string, install: string): string {
  return `NOT TESTED: ${name} is missing. Install it with: ${install}`;
}

/** How a server is started, and when it is up. */
export interface ServerOptions {
  /** Path that answers when the server is there. */
  readonly path: string;
  /**
   * Whether an answer says that the server is up.
   *
   * @default - any answer without an error does
   */
  isReady?(response: Response): Promise<boolean>;
  /** @default - ours */
  readonly env?: NodeJS.ProcessEnv;
  /** @default - ours */
  readonly cwd?: string;
}

/** A server that a test has started, and stops by its own pid. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    // a test that is broken off stops nothing by itself
    const stop = () => this.stop();
    process.once('exit', stop);
    child.once('exit', () => process.off('exit', stop));
  }

  /** Starts a server and waits until it answers. */
  static async start(
    command: string,
    args: (port: number) => string[],
    options: ServerOptions,
  ): Promise<Server> {
    const port = await freePort();
    const { env, cwd } = options;
    const child = spawn(command, args(port), {
      stdio: process.env.DEBUG_PARTS ? 'inherit' : 'ignore',
      env,
      cwd,
    });
    const server = new Server(child, port);
    try {
      await server.answers(options);
    } catch (error) {
      server.stop();
      throw error;
    }
    return server;
  }

  stop(): void {
    this.child.kill();
  }

  private async answers({ path, isReady }: ServerOptions): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null)
        throw new Error(`${this.child.spawnfile} ended with ${this.child.exitCode}`);
      const response = await fetch(`http://127.0.0.1:${this.port}${path}`).catch(() => undefined);
      if (response?.ok && (isReady === undefined || (await isReady(response)))) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${this.child.spawnfile} does not answer on port ${this.port}`);
  }
}
