import type { LogFormat } from '../aws/format';
import { TextReader } from '../aws/text/read-text';
import type { Value } from '../flows/columns';
import { type Line, lineBlocks } from '../flows/input/lines';
import type { Origin } from '../flows/origin';
import type { Reject } from '../flows/rejects';
import type { FlowSink } from '../flows/table-writer';

/** Collects the results of a reader other than rows, and its error. */
export class Findings implements Omit<FlowSink, 'row'> {
  readonly rejects: Reject[] = [];
  readonly unknownFields = new Map<string, number>();
  readonly invalidValues: string[] = [];
  /** Number of duplicate records or tuples. */
  duplicates = 0;
  /** Code and message of the error that ended the reading. */
  error: string | undefined;

  /** Number of records that the reader counted. */
  records = 0;

  found(records: number): void {
    this.records += records;
  }

  reject(reject: Reject): void {
    this.rejects.push(reject);
  }

  duplicate(records: number): void {
    this.duplicates += records;
  }

  unknownField(name: string, records = 1): void {
    if (records > 0) this.unknownFields.set(name, (this.unknownFields.get(name) ?? 0) + records);
  }

  invalidValue(name: string): void {
    this.invalidValues.push(name);
  }
}

/** The result for a line that is a record. */
export interface Answer {
  readonly line: Line;
  readonly row: readonly Value[] | undefined;
  readonly reject: Reject | undefined;
}

/** Collects the rows as well. */
export class ReferenceFindings extends Findings implements FlowSink {
  readonly rows: (readonly Value[])[] = [];
  /** Results by the number of the line. */
  readonly answers: Answer[] = [];

  row(row: readonly Value[]): void {
    this.rows.push(row.slice());
  }
}

/** Reads an object with the reference reader. */
export async function readByReference(
  chunks: AsyncIterable<Uint8Array>,
  origin: Origin,
  declared: LogFormat | undefined,
): Promise<ReferenceFindings> {
  const findings = new ReferenceFindings();
  try {
    const reader = new TextReader(origin, findings, declared);
    const { rows, rejects, answers } = findings;
    for await (const lines of lineBlocks(chunks)) {
      for (const line of lines) {
        const [row, reject] = [rows.length, rejects.length];
        reader.line(line);
        if (row < rows.length || reject < rejects.length) {
          answers[line.number] = { line, row: rows[row], reject: rejects[reject] };
        }
      }
    }
  } catch (error) {
    findings.error = errorText(error);
  }
  return findings;
}

/** Code and message of an error in the input. Throws any other error again. */
export function errorText(error: unknown): string {
  const { name, code, message } = error as Error & { code?: string };
  if (name === 'InputError' || name === 'RuntimeError') return `${name} ${code}: ${message}`;
  throw error;
}
