import { columnIndex, flowColumn, type Value } from '../columns';
import { InputError, InputErrorCode } from '../input/input-error';
import type { Kernel } from './kernel';
import type { KernelSchema } from './kernel-schema';
import { SCRATCH_BYTES } from './shared/sizes';

/** Largest size of the tokens of a row; the rest of the scratch buffer is for its unknown fields. */
const TOKENS_BYTES = (SCRATCH_BYTES / 4) * 3;
const MILLIS_PER_SECOND = 1000n;

/** Address and length of the unknown fields as JSON; length 0 if there are none. */
interface ExtraText {
  readonly address: number;
  readonly length: number;
}

/**
 * Writes the values of a row to the kernel's memory as the tokens of a record, and sets the positions between them.
 */
export function writeTokens({ run, bytes }: Kernel, schema: KernelSchema, row: readonly Value[]): ExtraText {
  const { fields, delimiter, nullToken, steps, unknown } = schema;
  const tokens = new Array<string>(fields).fill(nullToken);
  for (const step of steps) {
    for (const { name, field } of 'column' in step ? [step.column] : step.columns) {
      const value = row[columnIndex(name)];
      // a column that is derived from the token of another column has less information
      if (value === null || value === undefined || tokens[field] !== nullToken) continue;
      tokens[field] = tokenOf(name, value);
    }
  }
  let address = run.scratchBuffer() + 1;
  run.setPosition(0, address - 1);
  const end = run.scratchBuffer() + TOKENS_BYTES;
  for (const [index, token] of tokens.entries()) {
    if (address + Buffer.byteLength(token) >= end) throw tooLong(row);
    address += bytes.write(token, address, token === nullToken ? 'latin1' : 'utf8');
    bytes[address++] = delimiter.charCodeAt(0);
    run.setPosition(index + 1, address - 1);
  }
  const extra = unknown.length > 0 ? row[columnIndex('extra')] : null;
  return { address, length: typeof extra === 'string' ? bytes.write(extra, address) : 0 };
}

function tooLong(row: readonly Value[]): InputError {
  const position = row[columnIndex('source_row')];
  return new InputError(
    InputErrorCode.TOO_LARGE,
    `the record at position ${position} has more than ${TOKENS_BYTES} bytes; no service writes records of this size`,
  );
}

/** The token of a value. A time is in seconds if it is a whole number of seconds, else in milliseconds. */
function tokenOf(name: Parameters<typeof flowColumn>[0], value: NonNullable<Value>): string {
  if (typeof value !== 'bigint' || flowColumn(name).kind !== 'time') return String(value);
  return String(value % MILLIS_PER_SECOND === 0n ? value / MILLIS_PER_SECOND : value);
}
