import { join } from 'node:path';
import { InputError, InputErrorCode } from './input/input-error';
import { partName } from './object-name';

/**
 * Largest number of files of one source: one for each account, region and day, and further parts of it. The files of a
 * source with more would take gigabytes of disk and minutes of time.
 */
export const MAX_FILES = 65_536;

/** A file of a table. */
export interface OutputFile {
  readonly path: string;
  readonly rows: number;
}

/** An unfinished file. It gets its final name when it is complete. */
export interface PartFile extends OutputFile {
  /** Whether the file accepts more rows. */
  readonly isOpen: boolean;
  complete(): void;
  publish(): void;
  discard(): void;
}

/**
 * The files of one source in a partitioned table: one in each partition, and further parts of it if the source is very
 * large. All have the same name.
 */
export class PartFiles<File extends PartFile> {
  /** Files by partition. Only the last file of each can be unfinished. */
  private readonly files = new Map<string, File[]>();
  private readonly unfinished = new Set<File>();
  private count = 0;

  constructor(
    private readonly root: string,
    private readonly fileName: string,
    private readonly begin: (path: string) => File,
  ) {}

  /** Number of rows in all files. */
  get rows(): number {
    return this.all().reduce((sum, { rows }) => sum + rows, 0);
  }

  /**
   * Returns the file of a partition that accepts rows.
   *
   * @throws InputError if the source has too many files
   */
  fileFor(partition: string): File {
    const files = this.files.get(partition) ?? [];
    const current = files.at(-1);
    if (current?.isOpen) return current;
    if (this.count === MAX_FILES) throw tooManyFiles(partition);
    this.count++;
    const next = this.begin(join(this.root, partition, partName(this.fileName, files.length + 1)));
    files.push(next);
    this.unfinished.add(next);
    this.files.set(partition, files);
    return next;
  }

  /** Completes all unfinished files. */
  completeAll(): void {
    for (const file of this.unfinished) file.complete();
    this.unfinished.clear();
  }

  /** Publishes all files, which are complete, and returns them, ordered by path. */
  finish(): OutputFile[] {
    const files = this.all();
    for (const file of files) file.publish();
    return files.map(({ path, rows }) => ({ path, rows })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Removes all files. */
  discard(): void {
    for (const file of this.all()) file.discard();
  }

  private all(): File[] {
    return [...this.files.values()].flat();
  }
}

function tooManyFiles(last: string): InputError {
  return new InputError(
    InputErrorCode.TOO_MANY_PARTITIONS,
    `the records need more than ${MAX_FILES} files, one for each account, region and day (the last one: ${last}): ` +
      'check that the source is a flow log, or split it',
  );
}
