import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Returns a free port of the loopback interface. */
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

/** Returns whether a command can be started. */
export function hasCommand(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns whether a program that tests start is installed. Prints what is not tested if it is missing.
 *
 * @throws Error if it is missing in CI
 */
export function hasPart(name: string, install: string, present: boolean): boolean {
  if (!present && process.env.REQUIRE_REAL_PARTS) throw new Error(notTested(name, install));
  return hasPartOfMachine(name, install, present);
}

/** The same for a program that CI does not install: if it is missing there, that is no error. */
export function hasPartOfMachine(name: string, install: string, present: boolean): boolean {
  if (!present) process.stderr.write(`\n*** ${notTested(name, install)}\n\n`);
  return present;
}

function notTested(name: string, install: string): string {
  return `NOT TESTED: ${name} is missing. Install it with: ${install}`;
}

/** How to start a server, and how to recognize that it is up. */
export interface ServerOptions {
  /** Path that the server responds to when it is up. */
  readonly path: string;
  /**
   * Returns whether a response shows that the server is up.
   *
   * @default - every response without an error
   */
  isReady?(response: Response): Promise<boolean>;
  /** @default - the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** @default - the directory of this process */
  readonly cwd?: string;
}

/** A server process of a test. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    // an interrupted test does not call stop
    const stop = () => this.stop();
    process.once('exit', stop);
    child.once('exit', () => process.off('exit', stop));
  }

  /** Starts a server and waits until it responds. */
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
        throw new Error(`${this.child.spawnfile} exited with ${this.child.exitCode}`);
      const response = await fetch(`http://127.0.0.1:${this.port}${path}`).catch(() => undefined);
      if (response?.ok && (isReady === undefined || (await isReady(response)))) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${this.child.spawnfile} does not respond on port ${this.port}`);
  }
}
