import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { FLOW_COLUMNS, type Value } from '../../flows/columns';
import { outputName } from '../../flows/object-name';
import { ParquetFile } from '../../flows/parquet/parquet-file';
import { REJECT_COLUMNS } from '../../flows/rejects';
import { type FlowSink, TABLE_DIRECTORIES } from '../../flows/table-writer';
import { BlobReader, blobOrigin } from '../records/blob-reader';
import { writeBlob } from '../write-blob';
import type { Translation, TranslationRequest } from './surroundings';

const HASH_LENGTH = 16;

/**
 * File name of what is made from an increment: a function of the blob and its first block. A blob that is written
 * anew may have the same ids of blocks again; its generation tells them apart.
 */
export function incrementName(blob: string, firstBlock: string, generation: number): string {
  const hash = createHash('sha256').update(`${generation} ${firstBlock}`).digest('hex').slice(0, HASH_LENGTH);
  return outputName(blob).replace(/\.parquet$/, `-${hash}.parquet`);
}

/**
 * Turns a part of a blob into Parquet files of the tables `flows` and `rejects` in a directory of their own.
 *
 * @throws InputError if the bytes can not be read; nothing is left then
 */
export async function translate(
  bytes: AsyncIterable<Uint8Array>,
  { blob, name, progress }: TranslationRequest,
): Promise<Translation> {
  const directory = await mkdtemp(join(tmpdir(), 'flows-'));
  const discard = () => rm(directory, { recursive: true, force: true });
  try {
    const raw = join(directory, 'raw');
    const origin = blobOrigin(blob);
    const { after, result } = await writeBlob({ bytes: kept(bytes, raw), origin, directory, name, progress });
    const outputs = result.outputs.map(({ path }) => ({
      path: relative(directory, path).split(sep).join('/'),
      file: path,
    }));
    const rows = () => rowsIn(raw, blob, progress);
    return { outputs, after, summary: result.summary, rows, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** A file of a table without rows; it has a directory of its own. */
export async function emptyFile(path: string): Promise<string> {
  const columns = path.startsWith(`${TABLE_DIRECTORIES.rejects}/`) ? REJECT_COLUMNS : FLOW_COLUMNS;
  const file = new ParquetFile(join(tmpdir(), 'flows-empty', String(process.pid), path), columns);
  file.complete();
  file.publish();
  return file.path;
}

/** Keeps bytes in a file while they are read: what is delivered is read from there, so that no rows are in memory. */
async function* kept(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'w');
  try {
    for await (const chunk of bytes) {
      await file.writeFile(chunk);
      yield chunk;
    }
  } finally {
    await file.close();
  }
}

async function* rowsIn(
  path: string,
  blob: string,
  progress: TranslationRequest['progress'],
): AsyncGenerator<readonly Value[]> {
  const found: Value[][] = [];
  const sink: FlowSink = {
    row: (row) => void found.push([...row]),
    reject: () => {},
    duplicate: () => {},
    unknownField: () => {},
  };
  const reader = new BlobReader(blobOrigin(blob), sink, progress);
  for await (const chunk of createReadStream(path)) {
    reader.push(chunk);
    yield* found.splice(0);
  }
  reader.end();
  yield* found;
}
