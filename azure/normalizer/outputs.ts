import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { FLOW_COLUMNS, type Value } from '../../flows/columns';
import { readSightings } from '../../flows/enrichment/read-sightings';
import { outputName } from '../../flows/object-name';
import { ParquetFile } from '../../flows/parquet/parquet-file';
import { REJECT_COLUMNS } from '../../flows/rejects';
import { type FlowSink, TABLE_DIRECTORIES } from '../../flows/table-writer';
import { blobOrigin } from '../records/blob-origin';
import { BlobReader } from '../records/blob-reader';
import { writeBlob } from '../write-blob';
import type { Translation, TranslationRequest } from './handler-context';

const HASH_LENGTH = 16;

/**
 * File name of the outputs of an increment. It depends on the blob, the first block and the generation, since a recreated
 * blob may have the same block ids.
 */
export function incrementName(blob: string, firstBlock: string, generation: number): string {
  const hash = createHash('sha256').update(`${generation} ${firstBlock}`).digest('hex').slice(0, HASH_LENGTH);
  return outputName(blob).replace(/\.parquet$/, `-${hash}.parquet`);
}

/**
 * Writes Parquet files of the tables `flows` and `rejects` for some blocks of a blob, to a new local directory.
 *
 * @throws InputError if the bytes cannot be read; the directory is deleted
 */
export async function translate(
  bytes: AsyncIterable<Uint8Array>,
  { blob, name, progress, enricher, compatible }: TranslationRequest,
): Promise<Translation> {
  const directory = await mkdtemp(join(tmpdir(), 'flows-'));
  const discard = () => rm(directory, { recursive: true, force: true });
  try {
    const raw = join(directory, 'raw');
    const origin = blobOrigin(blob);
    const { after, result } = await writeBlob({
      bytes: savedTo(raw, bytes),
      origin,
      directory,
      name,
      progress,
      enricher,
      compatible,
    });
    const outputs = result.outputs.map(({ path }) => ({
      path: relative(directory, path).split(sep).join('/'),
      file: path,
    }));
    const flows = outputs.filter(({ path }) => path.startsWith(`${TABLE_DIRECTORIES.flows}/`));
    const sightings =
      enricher &&
      readSightings(
        flows.map(({ file }) => file),
        (address) => enricher.threatOf(address),
      );
    const rows = () => rowsIn(raw, { blob, progress, enricher });
    return { outputs, after, summary: result.summary, sightings, rows, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Writes a file without rows for the table that a path belongs to, to a directory of the process. Returns its path. */
export async function emptyFile(path: string): Promise<string> {
  const columns = path.startsWith(`${TABLE_DIRECTORIES.rejects}/`) ? REJECT_COLUMNS : FLOW_COLUMNS;
  const file = new ParquetFile(join(tmpdir(), 'flows-empty', String(process.pid), path), columns);
  file.complete();
  file.publish();
  return file.path;
}

/** Copies bytes to a file while they are read. The delivery reads the rows from this file and not from memory. */
async function* savedTo(path: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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
  { blob, progress, enricher }: Omit<TranslationRequest, 'name'>,
): AsyncGenerator<readonly Value[]> {
  const found: Value[][] = [];
  const sink: FlowSink = {
    found: () => {},
    row: (row) => void found.push([...row]),
    reject: () => {},
    duplicate: () => {},
    unknownField: () => {},
    invalidValue: () => {},
  };
  const reader = new BlobReader(blobOrigin(blob), enricher?.before(sink) ?? sink, { progress });
  try {
    for await (const chunk of createReadStream(path)) {
      reader.push(chunk);
      yield* found.splice(0);
    }
    reader.end();
  } finally {
    reader.discard();
  }
  yield* found;
}
