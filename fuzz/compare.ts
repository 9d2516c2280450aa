import type { LogFormat } from '../aws/format';
import { originOf } from '../aws/source-origin';
import { KernelTextReader } from '../aws/text/kernel-text';
import { columnIndex } from '../flows/columns';
import type { Line } from '../flows/input/lines';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import type { Origin } from '../flows/origin';
import type { Reject } from '../flows/rejects';
import type { FuzzObject } from './objects';
import { PeekTable } from './peek-table';
import type { PeekingKernel } from './peeking-kernel';
import { type Answer, Findings, type PlainFindings, readPlainly, wordsOf } from './plain-side';

const EXTRA = columnIndex('extra');

/** What became of an object. */
export interface Comparison {
  readonly rows: number;
  readonly rejects: number;
  /** Lines that the kernel gave to the plain reader. */
  readonly plainLines: number;
  /** What is different, in words; undefined if nothing is. */
  readonly difference: string | undefined;
}

/** Reads an object by the kernel and by the plain reader, and compares what they say, value by value. */
export async function compare(object: FuzzObject, kernel: PeekingKernel): Promise<Comparison> {
  const { source, declared, readsTwice } = object;
  const origin = originOf(source);
  const { bytes } = object;
  const plain = await readPlainly(chunksOf(bytes, object.chunkBytes), origin, declared);
  const findings = new Findings();
  const table = new PeekTable(kernel, origin, plain.rows, findings);
  let reader: CountingReader | undefined;
  try {
    const window = new TextWindow(kernel, chunksOf(bytes, object.chunkBytes), Number.POSITIVE_INFINITY);
    await window.more();
    reader = new CountingReader(origin, table, findings, declared, readsTwice ? [] : plain.answers);
    await new TextLines(kernel, window, reader).read();
    table.flush();
  } catch (error) {
    findings.error = wordsOf(error);
  }
  return {
    rows: table.rows,
    rejects: findings.rejects.length,
    plainLines: reader?.plainLines ?? 0,
    difference:
      differenceOf(table, findings, plain) ??
      (kernel.isNearClean ? undefined : 'memory of nobody was written'),
  };
}

/**
 * Reads what the kernel does not. Of most objects each record is known already, and is not read a second time: that
 * would find the same, and cost as much as all else.
 */
class CountingReader extends KernelTextReader {
  plainLines = 0;

  constructor(
    origin: Origin,
    private readonly peekTable: PeekTable,
    private readonly findings: Findings,
    declared: LogFormat | undefined,
    private readonly answers: readonly (Answer | undefined)[],
  ) {
    super(origin, peekTable, findings, declared);
  }

  override line(line: Line): void {
    this.plainLines++;
    const answer = this.answers[line.number];
    if (!answer || !isSameLine(answer.line, line) || typeof answer.row?.[EXTRA] === 'string')
      super.line(line);
    else if (answer.row) this.peekTable.row(answer.row, BigInt(line.number));
    else if (answer.reject) this.findings.reject(answer.reject);
  }
}

function isSameLine(a: Line, b: Line): boolean {
  return a.text === b.text && !a.invalid && !b.invalid && a.tooLong === b.tooLong;
}

function differenceOf(table: PeekTable, findings: Findings, plain: PlainFindings): string | undefined {
  const { difference, rows } = table;
  if (difference) {
    const { row, column, expected, found } = difference;
    return `row ${row}, ${column}: the plain reader says ${shown(expected)}, the kernel ${shown(found)}`;
  }
  if (findings.error !== plain.error) return differ('the error', plain.error, findings.error);
  const unlike = findings.rejects.findIndex((reject, index) => !isSame(reject, plain.rejects[index]));
  if (unlike >= 0)
    return differ(`reject ${unlike}`, shown(plain.rejects[unlike]), shown(findings.rejects[unlike]));
  if (findings.rejects.length !== plain.rejects.length) {
    return differ('the number of rejects', plain.rejects.length, findings.rejects.length);
  }
  // rows that were not written when an error came are nobody's
  if (plain.error !== undefined) return undefined;
  if (rows !== plain.rows.length) return differ('the number of rows', plain.rows.length, rows);
  const [ours, theirs] = [findings, plain].map(({ unknownFields }) =>
    JSON.stringify([...unknownFields].sort()),
  );
  return ours === theirs ? undefined : differ('the unknown fields', theirs, ours);
}

function isSame(a: Reject, b: Reject | undefined): boolean {
  if (!b || a.sourceRow !== b.sourceRow || a.code !== b.code || a.detail !== b.detail) return false;
  if (a.raw !== b.raw || (a.rawBytes === undefined) !== (b.rawBytes === undefined)) return false;
  return !a.rawBytes || Buffer.from(a.rawBytes).equals(b.rawBytes as Uint8Array);
}

function differ(what: string, plain: unknown, kernel: unknown): string {
  return `${what}: the plain reader says ${plain}, the kernel ${kernel}`;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
