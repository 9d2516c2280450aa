import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { firehoseStream } from '../../aws/stream-key';
import { blobPart, parseBlobPath } from '../../azure/records/blob-path';
import { PARTITION_KEYS } from '../../flows/partition';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { UsageError } from '../exit';

/** Names under which raw flow logs lie in directories; those that Firehose gives often have no ending at all. */
const FLOW_LOG_NAME = /\.(log|txt|json|parquet)(\.gz)?$|\.gz$/;

/** Tables of an earlier run, wherever they lie: they are Parquet files too. */
const OWN_TABLE = new RegExp(`/(${Object.values(TABLE_DIRECTORIES).join('|')})/${PARTITION_KEYS[0]}=[^/]*/`);

/** One raw file to normalize. */
export interface SourceFile {
  readonly path: string;
  /**
   * Identity of the file: its path from the working directory; of a blob of Azure, whose path says where it is from, the
   * part that Azure gave it, if that begins above the working directory.
   */
  readonly source: string;
  readonly size: number;
}

/** What the given paths hold. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Files in directories that are no flow logs by their names. */
  readonly skipped: readonly string[];
}

/**
 * The raw files that the given paths name: files as they are, directories with all that is below them.
 *
 * @throws UsageError that names every path that can not be read
 */
export function sourceFiles(paths: readonly string[], outDirectory: string): SourceFiles {
  const files = new Map<string, SourceFile>();
  const skipped: string[] = [];
  const problems: string[] = [];
  const add = (path: string) => files.set(realpathSync(path), { path, source: sourceOf(path), size: statSync(path).size }); // biome-ignore format: one thought
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
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0) throw new UsageError(`can not read what was given: ${problems.join('; ')}`);
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
