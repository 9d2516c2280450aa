import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { firehoseStream } from '../../aws/stream-key';
import { blobPart, parseBlobPath } from '../../azure/records/blob-path';
import { PARTITION_KEYS } from '../../flows/partition';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { missingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';

/** File names of raw flow logs in directories. Names that Firehose generates are recognized separately. */
const FLOW_LOG_NAME = /\.(log|txt|json|parquet)(\.gz)?$|\.gz$/;

/** Paths of tables that `normalize` wrote: these are Parquet files too, but not raw flow logs. */
const OWN_TABLE = new RegExp(`/(${Object.values(TABLE_DIRECTORIES).join('|')})/${PARTITION_KEYS[0]}=[^/]*/`);

/** One raw file to normalize. */
export interface SourceFile {
  readonly path: string;
  /**
   * Identity of the file: its path relative to the working directory. For an Azure blob, the part of the path that Azure
   * defines, even if that part begins above the working directory.
   */
  readonly source: string;
  readonly size: number;
}

/** The files that a list of paths contains. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Files in directories that do not have the name of a flow log. */
  readonly skipped: readonly string[];
}

/**
 * Lists the raw files of the given paths. A file is taken whatever its name is; a directory is searched recursively for
 * files that have the name of a flow log.
 *
 * @throws UserError that lists every path that cannot be read
 */
export function sourceFiles(paths: readonly string[], outDirectory: string): SourceFiles {
  const files = new Map<string, SourceFile>();
  const skipped: string[] = [];
  const problems: string[] = [];
  const add = (path: string) =>
    files.set(realpathSync(path), { path, source: sourceOf(path), size: statSync(path).size });
  for (const path of paths) {
    try {
      if (!statSync(path).isDirectory()) add(path);
      else {
        for (const found of below(path, resolve(outDirectory))) {
          if (isFlowLog(found)) add(found);
          else skipped.push(found);
        }
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      problems.push(code === 'ENOENT' ? missingPath(path, 'a raw flow log or a directory') : message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join('; '));
  return { files: [...files.values()], skipped };
}

function isFlowLog(path: string): boolean {
  if (OWN_TABLE.test(resolve(path).split(sep).join('/'))) return false;
  return FLOW_LOG_NAME.test(path) || firehoseStream(basename(path)) !== undefined;
}

function* below(directory: string, except: string): Generator<string> {
  const entries = readdirSync(directory, { withFileTypes: true }).sort(byName);
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.name.startsWith('.') || resolve(path) === except) continue;
    if (statSync(path).isDirectory()) yield* below(path, except);
    else yield path;
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function sourceOf(path: string): string {
  const absolute = resolve(path).split(sep).join('/');
  const fromHere = relative(process.cwd(), resolve(path)).split(sep).join('/');
  return parseBlobPath(fromHere) ? fromHere : (blobPart(absolute) ?? fromHere);
}
