import { columnIndex, flowColumn, type Value } from '../columns';
import { InputError, InputErrorCode } from '../input/input-error';
import type { Kernel } from './kernel';
import type { KernelSchema } from './kernel-schema';
import { SCRATCH_BYTES } from './shared/sizes';

/** Longest tokens of a row together; the rest of the scratch buffer is for its unknown fields. */
const TOKENS_BYTES = (SCRATCH_BYTES / 4) * 3;
const MILLIS_PER_SECOND = 1000n;

/** Where the text of the unknown fields is; of length 0 if there are none. */
interface Place {
  readonly place: number;
  readonly length: number;
}

/** Writes a row's values as the tokens of a record, into the kernel's memory, and sets the positions between them. */
export function writeTokens({ run, bytes }: Kernel, schema: KernelSchema, row: readonly Value[]): Place {
  const { fields, delimiter, nullToken, steps, unknown } = schema;
  const tokens = new Array<string>(fields).fill(nullToken);
  for (const step of steps) {
    for (const { name, field } of 'column' in step ? [step.column] : step.columns) {
      const value = row[columnIndex(name)];
      // a column that is made of another one's token says less than that
      if (value === null || value === undefined || tokens[field] !== nullToken) continue;
      tokens[field] = tokenOf(name, value);
    }
  }
  let place = run.scratchBuffer() + 1;
  run.setPosition(0, place - 1);
  const end = run.scratchBuffer() + TOKENS_BYTES;
  for (const [index, token] of tokens.entries()) {
    if (place + Buffer.byteLength(token) >= end) throw tooLong(row);
    place += bytes.write(token, place, token === nullToken ? 'latin1' : 'utf8');
    bytes[place++] = delimiter.charCodeAt(0);
    run.setPosition(index + 1, place - 1);
  }
  const extra = unknown.length > 0 ? row[columnIndex('extra')] : null;
  return { place, length: typeof extra === 'string' ? bytes.write(extra, place) : 0 };
}

function tooLong(row: readonly Value[]): InputError {
  const position = row[columnIndex('source_row')];
  return new InputError(
    InputErrorCode.TOO_LARGE,
    `the record at position ${position} says more than ${TOKENS_BYTES} bytes; no service writes such`,
  );
}

/** Times are seconds in records, where they are whole ones. */
function tokenOf(name: Parameters<typeof flowColumn>[0], value: NonNullable<Value>): string {
  if (typeof value !== 'bigint' || flowColumn(name).kind !== 'time') return String(value);
  return String(value % MILLIS_PER_SECOND === 0n ? value / MILLIS_PER_SECOND : value);
}
