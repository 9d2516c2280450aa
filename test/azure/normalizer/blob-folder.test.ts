import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { BlobFolder } from '../../../azure/normalizer/blob-folder';

const MODIFIED = new Date('2026-11-30T10:00:00Z');

/** A container that lists metadata only if it is requested. */
function containerOf(blobs: readonly { name: string; bytes: number; metadata?: Record<string, string> }[]) {
  return {
    async *listBlobsFlat(options: { includeMetadata?: boolean } = {}) {
      for (const { name, bytes, metadata } of blobs) {
        const properties = { etag: '0x1', lastModified: MODIFIED, contentLength: bytes };
        yield { name, properties, ...(options.includeMetadata && { metadata }) } as BlobItem;
      }
    },
  } as unknown as ContainerClient;
}

test('a folder has no file for a directory of an account with a hierarchical namespace', async () => {
  const folder = new BlobFolder(
    containerOf([
      { name: 'feeds', bytes: 0, metadata: { hdi_isfolder: 'true' } },
      { name: 'feeds/feodo.txt', bytes: 12, metadata: { owner: 'security' } },
      { name: 'empty.txt', bytes: 0 },
    ]),
  );
  expect(await folder.list()).toEqual([
    { name: 'feeds/feodo.txt', version: '0x1', modified: MODIFIED, bytes: 12 },
    { name: 'empty.txt', version: '0x1', modified: MODIFIED, bytes: 0 },
  ]);
});
