import { join } from 'node:path';
import { partName } from './object-name';

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

  constructor(
    private readonly root: string,
    private readonly fileName: string,
    private readonly begin: (path: string) => File,
  ) {}

  /** Number of partitions. */
  get partitions(): number {
    return this.files.size;
  }

  /** Number of rows in all files. */
  get rows(): number {
    return this.all().reduce((sum, { rows }) => sum + rows, 0);
  }

  has(partition: string): boolean {
    return this.files.has(partition);
  }

  /** Returns the file of a partition that accepts rows. */
  fileFor(partition: string): File {
    const files = this.files.get(partition) ?? [];
    const current = files.at(-1);
    if (current?.isOpen) return current;
    const next = this.begin(join(this.root, partition, partName(this.fileName, files.length + 1)));
    files.push(next);
    this.files.set(partition, files);
    return next;
  }

  /** Completes all unfinished files. */
  completeAll(): void {
    for (const files of this.files.values()) files.at(-1)?.complete();
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
