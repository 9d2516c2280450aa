import type { HandlerContext, TranslationRequest } from '../../../azure/normalizer/handler-context';
import type { BlobProgress } from '../../../azure/records/blob-progress';
import { Summary } from '../../../flows/summary';
import type { SimulatedAccount } from './simulated-account';

/** A row of the simulated table: a tuple of a record, with its position in the blob. */
export interface SimulatedRow {
  readonly source: string;
  readonly position: number;
  readonly tuple: string;
}

/** A record. Two records with the same number are duplicates. */
export interface SimulatedRecord {
  readonly id: number;
  readonly tuples: number;
}

const BAD = 5;

/** The text of a record. Padding is not part of its content. */
export function recordText({ id, tuples }: SimulatedRecord, padding = 0): string {
  return `,${id}:${tuples}:${'x'.repeat(padding)}`;
}

export function tuplesOf({ id, tuples }: SimulatedRecord): string[] {
  return Array.from({ length: tuples }, (_, index) => `${id}/${index}`);
}

/**
 * Translates simulated records into files of several partitions. Version 1 rejects every fifth record; version 2 reads
 * all of them.
 */
export function simulatedTranslate(account: SimulatedAccount, version: number): HandlerContext['translate'] {
  return async (bytes, { blob, name, progress }) => {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    const { rows, after, summary } = read(Buffer.concat(parts).toString(), { blob, progress, version });
    const directories = [...new Set(rows.map(({ directory }) => directory))].sort();
    const outputs = directories.map((directory) => {
      const path = `${directory}/${name}`;
      const own = rows.filter((row) => row.directory === directory);
      return { path, file: account.putLocal(JSON.stringify(own.map(({ row }) => row))) };
    });
    const delivered = rows.flatMap(({ directory, row: { source, position, tuple } }) =>
      directory === 'rejects' ? [] : [[source, BigInt(position), tuple]],
    );
    return {
      outputs,
      after,
      summary,
      async *rows() {
        yield* delivered;
      },
      discard: async () => outputs.forEach(({ file }) => void account.deleteLocal(file)),
    };
  };
}

function read(
  text: string,
  { blob, progress, version }: Omit<TranslationRequest, 'name'> & { version: number },
) {
  const summary = new Summary();
  const seen = new Set(progress.records);
  const rows: { directory: string; row: SimulatedRow }[] = [];
  let position = Number(progress.tuples);
  for (const [, id, tuples] of text.matchAll(/,(\d+):(\d+):x*/g)) {
    const record = { id: Number(id), tuples: Number(tuples) };
    if (seen.has(String(id))) {
      summary.addDuplicates(record.tuples);
      position += record.tuples;
      continue;
    }
    seen.add(String(id));
    const isReject = version === 1 && record.id % BAD === 0;
    for (const tuple of tuplesOf(record)) {
      position++;
      const directory = isReject ? 'rejects' : `flows/day=${position % 2}`;
      rows.push({ directory, row: { source: blob, position, tuple } });
      if (isReject) summary.addReject('not-a-record');
    }
  }
  const after: BlobProgress = { tuples: BigInt(position), records: [...seen] };
  return { rows, after, summary };
}

/** Position of each tuple in a blob that is read as a whole. Duplicates occupy positions, but have no rows. */
export function positionsIn(records: readonly SimulatedRecord[]): Map<string, number> {
  const positions = new Map<string, number>();
  let position = 0;
  for (const tuple of records.flatMap(tuplesOf)) {
    position++;
    if (!positions.has(tuple)) positions.set(tuple, position);
  }
  return positions;
}

/** All rows of the account's tables. */
export function simulatedRows(account: SimulatedAccount): SimulatedRow[] {
  return [...account.files.values()].flatMap(parsedRows);
}

const parsed = new Map<string, SimulatedRow[]>();

/** Parses each file once, since the simulation checks the same files after every step. */
function parsedRows(text: string): SimulatedRow[] {
  if (parsed.size > 10_000) parsed.clear();
  const rows = parsed.get(text) ?? (JSON.parse(text) as SimulatedRow[]);
  parsed.set(text, rows);
  return rows;
}

/** A local file without rows. */
export function simulatedEmptyFile(account: SimulatedAccount): HandlerContext['emptyFile'] {
  return async () => account.putLocal('[]');
}
