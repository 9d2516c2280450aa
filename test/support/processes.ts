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
  if (present) return true;
  const message = `NOT TESTED: ${name} is missing. Install it with: ${install}`;
  if (process.env.REQUIRE_REAL_PARTS) throw new Error(message);
  process.stderr.write(`\n*** ${message}\n\n`);
  return false;
}

/** A server that a test has started, and stops by its own pid. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Starts a server and waits until it answers. */
  static async start(command: string, args: (port: number) => string[], ready: string): Promise<Server> {
    const port = await freePort();
    const child = spawn(command, args(port), { stdio: process.env.DEBUG_PARTS ? 'inherit' : 'ignore' });
    const server = new Server(child, port);
    await server.answers(ready);
    return server;
  }

  stop(): void {
    this.child.kill();
  }

  private async answers(path: string): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null)
        throw new Error(`${this.child.spawnfile} ended with ${this.child.exitCode}`);
      const response = await fetch(`http://127.0.0.1:${this.port}${path}`).catch(() => undefined);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${this.child.spawnfile} does not answer on port ${this.port}`);
  }
}
