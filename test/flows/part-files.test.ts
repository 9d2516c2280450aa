import { expect, test } from 'vitest';
import { InputErrorCode } from '../../flows/input/input-error';
import { MAX_FILES, type PartFile, PartFiles } from '../../flows/part-files';

/** A file in memory. */
class MemoryFile implements PartFile {
  static open = 0;
  rows = 0;
  isOpen = true;
  isPublished = false;

  constructor(readonly path: string) {
    MemoryFile.open++;
  }

  complete(): void {
    if (this.isOpen) MemoryFile.open--;
    this.isOpen = false;
  }

  publish(): void {
    this.isPublished = true;
  }

  discard(): void {
    this.complete();
  }
}

test('a source has a limited number of files, parts included', () => {
  const files = new PartFiles('tables', 'flow.parquet', (path) => new MemoryFile(path));
  const add = (partition: number) => {
    files.fileFor(`day=${partition % 7}`);
    files.completeAll();
  };
  for (let n = 0; n < MAX_FILES; n++) add(n);
  expect(() => add(1)).toThrow(
    expect.objectContaining({
      code: InputErrorCode.TOO_MANY_PARTITIONS,
      message: expect.stringContaining('65536 files'),
    }),
  );
  files.discard();
  expect(MemoryFile.open).toBe(0);
});

test('a file that accepts rows is used again; the parts of a partition have their own names', () => {
  const files = new PartFiles('tables', 'flow.parquet', (path) => new MemoryFile(path));
  expect(files.fileFor('day=1')).toBe(files.fileFor('day=1'));
  files.completeAll();
  files.fileFor('day=1');
  files.fileFor('day=0');
  files.completeAll();
  expect(files.finish().map(({ path }) => path)).toEqual([
    'tables/day=0/flow.parquet',
    'tables/day=1/flow.parquet',
    'tables/day=1/flow.part2.parquet',
  ]);
});
