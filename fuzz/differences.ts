import type { Reject } from '../flows/rejects';
import type { InspectedTable } from './inspected-table';
import type { Findings, ReferenceFindings } from './reference-findings';

/** What became of an object. */
export interface Comparison {
  readonly rows: number;
  readonly rejects: number;
  /** Lines that the kernel gave to the reference reader. */
  readonly referenceLines: number;
  /** What is different, in words; undefined if nothing is. */
  readonly difference: string | undefined;
}

/** What became of an object that both have read. */
export function comparisonOf(
  table: InspectedTable,
  findings: Findings,
  plain: ReferenceFindings,
  referenceLines: number,
): Comparison {
  return {
    rows: table.rows,
    rejects: findings.rejects.length,
    referenceLines,
    difference: differenceOf(table, findings, plain) ?? table.strayWrite,
  };
}

/** What the kernel says otherwise than the reference reader, in words; undefined if nothing. */
function differenceOf(
  table: InspectedTable,
  findings: Findings,
  plain: ReferenceFindings,
): string | undefined {
  const { difference, rows } = table;
  if (difference) {
    const { row, column, expected, found } = difference;
    return `row ${row}, ${column}: the reference reader says ${shown(expected)}, the kernel ${shown(found)}`;
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
  if (findings.duplicates !== plain.duplicates) {
    return differ('the duplicates', plain.duplicates, findings.duplicates);
  }
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
  return `${what}: the reference reader says ${plain}, the kernel ${kernel}`;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
}
