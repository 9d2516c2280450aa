import { join } from 'node:path';
import { expect } from 'vitest';
import { normalize } from '../../aws/normalize';
import type { NormalizeOptions } from '../../aws/normalize-options';
import { referenceNormalize } from '../../aws/reference-normalize';
import { InputError } from '../../flows/input/input-error';
import type { RawObject, WrittenOutputs } from '../../flows/normalize-source';
import { withoutPart } from '../../flows/object-name';
import { chunks, temporaryDirectory } from '../support/normalized';
import { filesBelow, parquetRows } from '../support/table-files';
import { firstDifference } from './first-difference';

type Normalize = (
  object: RawObject,
  directory: string,
  options?: NormalizeOptions,
) => Promise<WrittenOutputs>;

/** An object, and the settings of its readers. */
export interface ReadObject extends NormalizeOptions {
  readonly source?: string;
  readonly bytes: Uint8Array | string;
  readonly chunkSize?: number;
  /** @default true */
  readonly comparesRows?: boolean;
}

/** The result of a reader: errors and counts, and the rows of each file. */
export interface Outcome {
  readonly error?: string;
  readonly result?: Omit<WrittenOutputs, 'outputs'>;
  readonly outputs?: readonly string[];
  /** Rows by the path of their file; the parts of a file are joined. */
  readonly rows?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/**
 * Compares `normalize` with the reference reader: same rows in the same order, same rejects, same counts, same error.
 */
export async function expectSame(object: ReadObject): Promise<Outcome> {
  const plain = await outcomeOf(referenceNormalize, object);
  expect(firstDifference(plain, await outcomeOf(normalize, object))).toBeUndefined();
  return plain;
}

/** The result of a reader for an object. */
export async function outcomeOf(read: Normalize, object: ReadObject): Promise<Outcome> {
  const { source = 'test.log', bytes, chunkSize, comparesRows = true, ...options } = object;
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
      if (!comparesRows) continue;
      const read = await parquetRows(path);
      expect(read.length).toBe(count);
      for (const row of read) {
        file.push(row);
        // beyond the limit of rejects, a row stands for several records
        written += Number(row.records ?? 1) - 1;
      }
    }
    expect(written).toBe(result.summary.rows + result.summary.rejects);
    expect(filesBelow(directory).map((path) => join(directory, path))).toEqual(
      outputs.map(({ path }) => path).sort(),
    );
    // the boundaries of parts may differ, but not the joined rows
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

/** Rows must be in the order of the source; rejects may be in any order. */
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
