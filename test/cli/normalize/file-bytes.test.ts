import { appendFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileExtent } from '../../../cli/normalize/file-bytes';
import { Workspace } from '../../support/flow-logs';

const SIZE = 1_000_000;

function fileOfSize(size: number): { extent: FileExtent; path: string } {
  const workspace = Workspace.ofTest();
  const path = join(workspace.directory, workspace.write('x.log', Buffer.alloc(size, 'x')));
  return { extent: new FileExtent(path), path };
}

/** Reads a file and runs a change after each chunk. Returns the number of bytes. */
async function sizeRead(extent: FileExtent, change: () => void = () => {}): Promise<number> {
  let size = 0;
  for await (const chunk of extent.bytes(() => {})) {
    size += chunk.length;
    if (size > 100 * SIZE) throw new Error('the reading does not end');
    change();
  }
  return size;
}

test('a file that grows while it is read has an end, and a second reading returns the same bytes', async () => {
  const { extent, path } = fileOfSize(SIZE);
  const grow = () => appendFileSync(path, Buffer.alloc(SIZE, 'y'));
  expect(await sizeRead(extent, grow)).toBe(SIZE);
  expect(await sizeRead(extent, grow)).toBe(SIZE);
  expect(await sizeRead(new FileExtent(path))).toBeGreaterThan(2 * SIZE);
});

test('a file that becomes shorter while it is read is an error, because a part of it is lost', async () => {
  const { extent, path } = fileOfSize(SIZE);
  await expect(sizeRead(extent, () => truncateSync(path, 10))).rejects.toThrow(
    /^has only \d+ of 1000000 bytes: another program shortened it/,
  );
});

test.skipIf(process.platform !== 'linux')(
  'a virtual file, which has the size 0, is read to its end',
  async () => {
    expect(await sizeRead(new FileExtent('/proc/self/status'))).toBeGreaterThan(100);
  },
);

test('a file that is deleted while it is read is complete', async () => {
  const { extent, path } = fileOfSize(SIZE);
  expect(await sizeRead(extent, () => rmSync(path, { force: true }))).toBe(SIZE);
});

test('an empty file has no chunks', async () => {
  expect(await sizeRead(fileOfSize(0).extent)).toBe(0);
});
