import { createReadStream } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from '../../../aws/normalizer/object-store';

/** An object store over directories. */
export class DirectoryStore implements ObjectStore {
  constructor(private readonly root: string) {}

  async read({ bucket, key }: { bucket: string; key: string }): Promise<AsyncIterable<Uint8Array>> {
    return createReadStream(join(this.root, bucket, key));
  }

  async write(bucket: string, key: string, path: string): Promise<void> {
    await copyFile(path, await this.place(bucket, key));
  }

  /** Stores the bytes of a delivered object. */
  async put(bucket: string, key: string, bytes: Uint8Array | string): Promise<void> {
    await writeFile(await this.place(bucket, key), bytes);
  }

  private async place(bucket: string, key: string): Promise<string> {
    const path = join(this.root, bucket, key);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }
}
