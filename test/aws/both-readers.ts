import { join } from 'node:path';
import { expect } from 'vitest';
import { type NormalizeOptions, normalize } from '../../aws/normalize';
import { referenceNormalize } from '../../aws/reference-normalize';
import { InputError } from '../../flows/input/input-error';
import type { NormalizeResult, RawObject } from '../../flows/normalize-source';
import { withoutPart } from '../../flows/object-name';
import { chunks, temporaryDirectory } from '../support/normalized';
import { filesBelow, parquetRows } from '../support/table-files';
import { firstDifference } from './first-difference';

type Normalize = (
  object: RawObject,
  directory: string,
  options?: NormalizeOptions,
) => Promise<NormalizeResult>;

/** An object, and how it is read. */
export interface ReadObject extends NormalizeOptions {
  readonly source?: string;
  readonly bytes: Uint8Array | string;
  readonly chunkSize?: number;
  /** @default true */
  readonly looksAtRows?: boolean;
}

/** What can be told of a result: in words, so that a difference can be seen, and by file what its rows are. */
export interface Outcome {
  readonly error?: string;
  readonly result?: Omit<NormalizeResult, 'outputs'>;
  readonly outputs?: readonly string[];
  /** Rows by the path of their file; all parts of it together. */
  readonly rows?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** Holds `normalize` against the reference reader: same rows in the same order, same rejects, same counts, same error. */
export async function expectSame(object: ReadObject): Promise<Outcome> {
  const plain = await outcomeOf(referenceNormalize, object);
  expect(firstDifference(plain, await outcomeOf(normalize, object))).toBeUndefined();
  return plain;
}

/** What a reader makes of an object. */
export async function outcomeOf(read: Normalize, object: ReadObject): Promise<Outcome> {
  const { source = 'test.log', bytes, chunkSize, looksAtRows = true, ...options } = object;
  const directory = temporaryDirectory();
  try {
    const { outputs, ...result } = await read(
      { source, bytes: chunks(bytes, chunkSize) },
      directory,
      options,
    );
    const rows: Record<string, Record<string, unknown>[]> = {};
    let written = 0;
    for (const { path, rows: count } of outputs) {
      written += count;
      const file = rowsOf(rows, withoutPart(path.slice(directory.length + 1)));
      if (!looksAtRows) continue;
      const read = await parquetRows(path);
      expect(read.length).toBe(count);
      for (const row of read) file.push(row);
    }
    expect(written).toBe(result.summary.rows + result.summary.rejects);
    expect(filesBelow(directory).map((path) => join(directory, path))).toEqual(
      outputs.map(({ path }) => path).sort(),
    );
    // a part may end elsewhere, not the files together
    return { result, outputs: Object.keys(rows), rows: inOrder(rows) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(filesBelow(directory)).toEqual([]);
    return { error: error.code };
  }
}

function rowsOf(rows: Record<string, Record<string, unknown>[]>, path: string): Record<string, unknown>[] {
  rows[path] ??= [];
  return rows[path];
}

/** Rows must come in the order of the source; only rejects are a set. */
function inOrder(rows: NonNullable<Outcome['rows']>): NonNullable<Outcome['rows']> {
  const bySourceRow = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    Number((a.source_row as bigint) - (b.source_row as bigint));
  return Object.fromEntries(
    Object.entries(rows).map(([path, each]) => [
      path,
      path.startsWith('rejects/') ? [...each].sort(bySourceRow) : each,
    ]),
  );
}
