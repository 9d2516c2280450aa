import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { callAsProcess } from './command-line/call-as-process';
import { callInHost } from './command-line/call-in-host';
import type { Run } from './command-line/run';
import { contentBelow } from './table-files';

/** A directory of files in which tests run the command line. */
export class Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cli-'));

  /** @param main - a program to start for each call; without it, all calls run in one process */
  constructor(private readonly main?: string) {}

  /** A workspace that is removed at the end of the running test. */
  static ofTest(main?: string): Workspace {
    const workspace = new Workspace(main);
    onTestFinished(() => workspace.remove());
    return workspace;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Writes a file, and the directories above it. Returns its path. */
  write(path: string, content: string | Uint8Array): string {
    const target = join(this.directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    return path;
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  /** The contents of all files below a directory, hidden ones included, by their paths from there. */
  files(directory: string): Map<string, Buffer> {
    return new Map(Object.entries(contentBelow(join(this.directory, directory))));
  }

  /** Runs the command line in this directory. Its output is not a terminal. */
  flowLogs(...args: string[]): Promise<Run> {
    return this.main === undefined
      ? callInHost(this.directory, args)
      : callAsProcess(this.main, this.directory, args);
  }
}
