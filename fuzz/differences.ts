import type { Reject } from '../flows/rejects';
import type { InspectedTable } from './inspected-table';
import type { Findings, ReferenceFindings } from './reference-findings';

/** Result of the comparison of one object. */
export interface Comparison {
  readonly rows: number;
  readonly rejects: number;
  /** Number of lines that the kernel left to the reference reader. */
  readonly referenceLines: number;
  /** Description of the first difference; undefined if there is none. */
  readonly difference: string | undefined;
}

/** The result for an object that both readers have read. */
export function comparisonOf(
  table: InspectedTable,
  findings: Findings,
  reference: ReferenceFindings,
  referenceLines: number,
): Comparison {
  return {
    rows: table.rows,
    rejects: findings.rejects.length,
    referenceLines,
    difference: differenceOf(table, findings, reference) ?? table.outOfBoundsWrite,
  };
}

/** Describes the first difference between the kernel and the reference reader; undefined if there is none. */
function differenceOf(
  table: InspectedTable,
  findings: Findings,
  reference: ReferenceFindings,
): string | undefined {
  const { difference, rows } = table;
  if (difference) {
    const { row, column, expected, found } = difference;
    return `row ${row}, ${column}: the reference reader returns ${shown(expected)}, the kernel ${shown(found)}`;
  }
  if (findings.error !== reference.error) return differ('the error', reference.error, findings.error);
  const unlike = findings.rejects.findIndex((reject, index) => !isSame(reject, reference.rejects[index]));
  if (unlike >= 0)
    return differ(`reject ${unlike}`, shown(reference.rejects[unlike]), shown(findings.rejects[unlike]));
  if (findings.rejects.length !== reference.rejects.length) {
    return differ('the number of rejects', reference.rejects.length, findings.rejects.length);
  }
  // if both readers failed, the rows were not written
  if (reference.error !== undefined) return undefined;
  if (rows !== reference.rows.length) return differ('the number of rows', reference.rows.length, rows);
  if (findings.duplicates !== reference.duplicates) {
    return differ('the duplicates', reference.duplicates, findings.duplicates);
  }
  const [ours, theirs] = [findings, reference].map(({ unknownFields }) =>
    JSON.stringify([...unknownFields].sort()),
  );
  return ours === theirs ? undefined : differ('the unknown fields', theirs, ours);
}

function isSame(a: Reject, b: Reject | undefined): boolean {
  if (!b || a.sourceRow !== b.sourceRow || a.code !== b.code || a.detail !== b.detail) return false;
  if (a.raw !== b.raw || (a.rawBytes === undefined) !== (b.rawBytes === undefined)) return false;
  return !a.rawBytes || Buffer.from(a.rawBytes).equals(b.rawBytes as Uint8Array);
}

function differ(what: string, reference: unknown, kernel: unknown): string {
  return `${what}: the reference reader returns ${reference}, the kernel ${kernel}`;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
}
