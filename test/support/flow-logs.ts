import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { COMMAND_LINE } from './built-files';
import { contentBelow } from './table-files';

/** What a run of the command line said. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory in which the built command line runs, as a process of its own. */
export class Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cli-'));

  constructor(private readonly main = COMMAND_LINE) {}

  /** A workspace that lives as long as the running test. */
  static ofTest(): Workspace {
    const workspace = new Workspace();
    onTestFinished(() => workspace.remove());
    return workspace;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  write(path: string, content: string | Uint8Array): string {
    const target = join(this.directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    return path;
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  /** Files below a directory with their bytes, by their paths from there; hidden ones too. */
  files(directory: string): Map<string, Buffer> {
    return new Map(Object.entries(contentBelow(join(this.directory, directory))));
  }

  /** Runs the command line here. Its output goes to pipes. */
  flowLogs(...args: string[]): Promise<Run> {
    const options = { cwd: this.directory, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [this.main, ...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, stdout, stderr });
        else reject(error);
      });
    });
  }
}
