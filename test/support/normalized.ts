import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LogFormat } from '../../aws/format';
import { type ReadOptions, readObject } from '../../aws/read-object';
import { readText } from '../../aws/text/read-text';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type FlowRow, type Value } from '../../flows/columns';
import { inflate } from '../../flows/input/inflate';
import type { Origin } from '../../flows/origin';
import type { Reject } from '../../flows/rejects';
import type { FlowSink } from '../../flows/table-writer';

/** A directory that lives as long as the running test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Bytes in chunks of a given size, as a file gives them: all in the same memory, so that who keeps one has to copy it. */
export async function* chunks(bytes: Uint8Array | string, size = 65_536): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(bytes as Uint8Array);
  const memory = Buffer.alloc(Math.min(size, whole.length));
  for (let start = 0; start < whole.length; start += size) {
    yield memory.subarray(0, whole.copy(memory, 0, start, start + size));
    memory.fill(0xff);
  }
}

/** Keeps what a reader finds. */
export class Collected implements FlowSink {
  readonly rows: FlowRow[] = [];
  readonly rejects: Reject[] = [];
  readonly unknownFields: string[] = [];
  readonly invalidValues: string[] = [];
  duplicates = 0;
  /** Records that the reader counted. */
  records = 0;

  found(records: number): void {
    this.records += records;
  }

  row(row: readonly Value[]): void {
    const entries = FLOW_COLUMNS.map(({ name }) => [name, row[columnIndex(name as ColumnName)]]);
    this.rows.push(Object.fromEntries(entries));
  }

  reject(reject: Reject): void {
    this.rejects.push(reject);
  }

  duplicate(records: number): void {
    this.duplicates += records;
  }

  unknownField(name: string): void {
    this.unknownFields.push(name);
  }

  invalidValue(name: string): void {
    this.invalidValues.push(name);
  }
}

/** Reads an object in any form, compressed or not. */
export async function readForm(
  bytes: Uint8Array | string,
  options: ReadOptions & { origin?: Partial<Origin>; chunkSize?: number } = {},
): Promise<Collected> {
  const sink = new Collected();
  const origin: Origin = { cloud: 'aws', source: 'test.log', ...options.origin };
  const { format, maxBytes, chunkSize } = options;
  await readObject(chunks(bytes, chunkSize), origin, sink, { format, maxBytes });
  return sink;
}

/** Reads text (or gzip) with the reference reader. */
export async function readLines(
  bytes: Uint8Array | string,
  options: { format?: LogFormat; origin?: Partial<Origin>; chunkSize?: number } = {},
): Promise<Collected> {
  const sink = new Collected();
  const origin: Origin = { cloud: 'aws', source: 'test.log', ...options.origin };
  await readText(inflate(chunks(bytes, options.chunkSize)), origin, sink, options.format);
  return sink;
}
