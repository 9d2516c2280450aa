import type { Progress } from '../../../azure/normalizer/cursor';
import type { Surroundings, TranslationRequest } from '../../../azure/normalizer/surroundings';
import { Summary } from '../../../flows/summary';
import type { SimulatedAccount } from './simulated-account';

/** A row as the simulated table has it: which tuple of which record, at which position of the blob. */
export interface SimulatedRow {
  readonly source: string;
  readonly position: number;
  readonly tuple: string;
}

/** A record: its number is its content, so that the same number is the same record. */
export interface SimulatedRecord {
  readonly id: number;
  readonly tuples: number;
}

const BAD = 5;

/** The text of a record, with padding that does not belong to its content. */
export function recordText({ id, tuples }: SimulatedRecord, padding = 0): string {
  return `,${id}:${tuples}:${'x'.repeat(padding)}`;
}

export function tuplesOf({ id, tuples }: SimulatedRecord): string[] {
  return Array.from({ length: tuples }, (_, index) => `${id}/${index}`);
}

/**
 * Reads the simulated records into files of several partitions, and every fifth record into the rejects; a later
 * version of it reads these too.
 */
export function simulatedTranslate(account: SimulatedAccount, version: number): Surroundings['translate'] {
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
  const after: Progress = { tuples: BigInt(position), records: [...seen] };
  return { rows, after, summary };
}

/** Where each tuple of a blob is, read as a whole: repetitions have positions, and no rows. */
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

/** Parsed once: the same files are looked at after every step. */
function parsedRows(text: string): SimulatedRow[] {
  if (parsed.size > 10_000) parsed.clear();
  const rows = parsed.get(text) ?? (JSON.parse(text) as SimulatedRow[]);
  parsed.set(text, rows);
  return rows;
}

/** A local file without rows. */
export function simulatedEmptyFile(account: SimulatedAccount): Surroundings['emptyFile'] {
  return async () => account.putLocal('[]');
}
