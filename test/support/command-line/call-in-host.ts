import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { COMMAND_LINE_DIRECTORY } from '../built-files';
import type { Run } from './run';

interface Reply extends Run {
  readonly id: number;
}

interface Pending {
  resolve(run: Run): void;
  reject(error: Error): void;
}

const pending = new Map<number, Pending>();
let calls = 0;
let host: ChildProcess | undefined;

/** Runs the command line in the host process of this test file. Calls run one after the other. */
export function callInHost(workingDirectory: string, args: readonly string[]): Promise<Run> {
  host ??= startHost();
  const id = calls++;
  host.send({ id, args, workingDirectory });
  return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
}

/** Starts the host. It ends with this process, whose end closes the channel. */
function startHost(): ChildProcess {
  const child = fork(join(__dirname, 'host.mjs'), [COMMAND_LINE_DIRECTORY], { execArgv: [] });
  child.on('message', ({ id, ...run }: Reply) => {
    pending.get(id)?.resolve(run);
    pending.delete(id);
  });
  child.once('exit', (code) => {
    host = undefined;
    for (const { reject } of pending.values()) reject(new Error(`the command line exited with ${code}`));
    pending.clear();
  });
  process.once('exit', () => child.kill());
  return child;
}
