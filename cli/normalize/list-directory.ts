import { type Dirent, opendirSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../user-error';
import { addFile } from './add-file';
import { fileProblem } from './file-problem';
import { nameProblem } from './log-names';
import { type Findings, SkipReason } from './source';

/** Files and directories whose names begin with it are not read. */
const HIDDEN = '.';

/**
 * Finds the raw flow logs in a directory and below it. Symbolic links are followed, after everything that is in the
 * directory itself, so that a file has its own path and not that of a link.
 *
 * @throws UserError if the directory itself cannot be read
 */
export function listDirectory(directory: string, outDirectory: string, findings: Findings): void {
  try {
    opendirSync(directory).closeSync();
  } catch (error) {
    throw new UserError(`${directory} ${fileProblem(error)}`);
  }
  new DirectorySearch(resolve(outDirectory), findings).search(directory);
}

class DirectorySearch {
  /** Real paths. */
  private readonly visited = new Set<string>();
  private readonly links: string[] = [];

  constructor(
    private readonly except: string,
    private readonly findings: Findings,
  ) {}

  search(directory: string): void {
    this.directory(directory);
    for (let path = this.links.shift(); path !== undefined; path = this.links.shift()) this.link(path);
  }

  private directory(directory: string): void {
    let entries: Dirent[];
    let real: string;
    try {
      real = realpathSync(directory);
      if (this.visited.has(real) || resolve(directory) === this.except || real === this.except) return;
      this.visited.add(real);
      entries = readdirSync(directory, { withFileTypes: true }).sort(byName);
    } catch (error) {
      this.fail(directory, error);
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith(HIDDEN)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) this.directory(path);
      else if (entry.isSymbolicLink()) this.links.push(path);
      else this.file(path, join(real, entry.name), entry);
    }
  }

  private link(path: string): void {
    try {
      const target = statSync(path);
      if (!target.isDirectory()) this.file(path, realpathSync(path), target);
      else if (this.leadsUp(path)) this.skip(path, SkipReason.LINK_LOOP);
      else this.directory(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ELOOP') this.skip(path, SkipReason.LINK_LOOP);
      else if (code === 'ENOENT') this.skip(path, SkipReason.BROKEN_LINK);
      else this.fail(path, error);
    }
  }

  /** Whether a link leads to a directory above itself. */
  private leadsUp(path: string): boolean {
    const target = realpathSync(path);
    return (
      `${realpathSync(join(path, '..'))}/`.startsWith(`${target}/`) || resolve(path).startsWith(`${target}/`)
    );
  }

  private file(path: string, real: string, type: Dirent | Stats): void {
    const reason = specialFile(type) ?? nameProblem(resolve(path));
    if (reason !== undefined) this.skip(path, reason);
    else {
      try {
        addFile(path, real, statSync(path).size, this.findings);
      } catch (error) {
        this.fail(path, error);
      }
    }
  }

  private skip(path: string, reason: SkipReason): void {
    this.findings.skipped.push({ path, reason });
  }

  private fail(path: string, error: unknown): void {
    this.findings.failed.push({ source: path, code: 'unreadable', message: fileProblem(error) });
  }
}

/** Why a file is not read; undefined for a regular file. */
function specialFile(type: Dirent | Stats): SkipReason | undefined {
  if (type.isFIFO()) return SkipReason.FIFO;
  if (type.isSocket()) return SkipReason.SOCKET;
  return type.isCharacterDevice() || type.isBlockDevice() ? SkipReason.DEVICE : undefined;
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
