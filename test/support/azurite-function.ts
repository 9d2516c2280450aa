import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AZURE_FUNCTION } from './built-files';

/** How an invocation of the function ended. */
export enum Ending {
  DONE = 'done',
  FAILED = 'failed',
  KILLED = 'killed',
}

/** A process that runs the bundle that is deployed. */
export class FunctionProcess {
  /** Lines that the function has logged. */
  readonly logged: Record<string, unknown>[] = [];
  /** Why invocations failed. */
  readonly failures: string[] = [];
  private waiting: ((ending: Ending | 'ready') => void) | undefined;

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => this.said(line));
    child.once('exit', () => this.waiting?.(Ending.KILLED));
  }

  static async start(settings: Record<string, string>): Promise<FunctionProcess> {
    const child = spawn(process.execPath, [join(__dirname, 'azurite-host.cjs'), AZURE_FUNCTION], {
      env: { ...process.env, ...settings },
      stdio: ['pipe', 'pipe', process.env.DEBUG_PARTS ? 'inherit' : 'ignore'],
    });
    const started = new FunctionProcess(child);
    if ((await started.answer()) !== 'ready') throw new Error('the bundle does not start');
    return started;
  }

  /** Hands a queue message over. */
  message(message: unknown): Promise<Ending> {
    return this.invoke({ message });
  }

  /** Lets the timer run out. */
  sweep(): Promise<Ending> {
    return this.invoke({ sweep: true });
  }

  /** Ends it at once, whatever it does. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private invoke(line: object): Promise<Ending> {
    const answer = this.answer() as Promise<Ending>;
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
    return answer;
  }

  private answer(): Promise<Ending | 'ready'> {
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  private said(line: string): void {
    if (line.startsWith('{')) {
      this.logged.push(JSON.parse(line));
      return;
    }
    const [ending, ...why] = line.split(' ');
    if (ending === Ending.FAILED) this.failures.push(why.join(' '));
    this.waiting?.(ending as Ending);
  }
}
