import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AZURE_FUNCTION } from './built-files';

/** Result of an invocation of the function. */
export enum Ending {
  DONE = 'done',
  FAILED = 'failed',
  KILLED = 'killed',
}

/** A process that runs the deployed bundle. */
export class FunctionProcess {
  /** Log lines of the function. */
  readonly logged: Record<string, unknown>[] = [];
  /** Messages of failed invocations. */
  readonly failures: string[] = [];
  private waiting: ((ending: Ending | 'ready') => void) | undefined;

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) =>
      this.receive(line),
    );
    child.once('exit', () => this.waiting?.(Ending.KILLED));
  }

  static async start(settings: Record<string, string>): Promise<FunctionProcess> {
    const child = spawn(process.execPath, [join(__dirname, 'azurite-host.cjs'), AZURE_FUNCTION], {
      env: { ...process.env, ...settings },
      stdio: ['pipe', 'pipe', process.env.DEBUG_PARTS ? 'inherit' : 'ignore'],
    });
    const started = new FunctionProcess(child);
    if ((await started.result()) !== 'ready') throw new Error('the bundle failed to start');
    return started;
  }

  /** Delivers a queue message. */
  message(message: unknown): Promise<Ending> {
    return this.invoke({ message });
  }

  /** Fires the timer. */
  sweep(): Promise<Ending> {
    return this.invoke({ sweep: true });
  }

  /** Kills the process immediately. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private invoke(line: object): Promise<Ending> {
    const result = this.result() as Promise<Ending>;
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
    return result;
  }

  private result(): Promise<Ending | 'ready'> {
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  private receive(line: string): void {
    if (line.startsWith('{')) {
      this.logged.push(JSON.parse(line));
      return;
    }
    const [ending, ...why] = line.split(' ');
    if (ending === Ending.FAILED) this.failures.push(why.join(' '));
    this.waiting?.(ending as Ending);
  }
}
