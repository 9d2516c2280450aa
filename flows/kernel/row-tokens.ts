import { columnIndex, flowColumn, type Value } from '../columns';
import { InputError, InputErrorCode } from '../input/input-error';
import type { Kernel } from './kernel';
import type { KernelSchema } from './kernel-schema';
import { SCRATCH_BYTES } from './shared/sizes';

/** Largest size of the tokens of a row; the rest of the scratch buffer is for its unknown fields. */
const TOKENS_BYTES = (SCRATCH_BYTES / 4) * 3;
const MILLIS_PER_SECOND = 1000n;

/** Delimiter of tokens that contain the usual one. No row contains it. */
const OTHER_DELIMITER = '\0';

/** The tokens of a row in the kernel's memory. */
interface RowTokens {
  /** Code of the byte between two tokens. */
  readonly delimiter: number;
  /** Address and length of the unknown fields as JSON; length 0 if there are none. */
  readonly address: number;
  readonly length: number;
}

/**
 * Writes the values of a row to the kernel's memory as the tokens of a record, and sets the positions between them.
 */
export function writeTokens({ run, bytes }: Kernel, schema: KernelSchema, row: readonly Value[]): RowTokens {
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
  const isUsual = tokens.every((token) => token === nullToken || !token.includes(delimiter));
  const separator = (isUsual ? delimiter : OTHER_DELIMITER).charCodeAt(0);
  let address = run.scratchBuffer() + 1;
  run.setPosition(0, address - 1);
  const end = run.scratchBuffer() + TOKENS_BYTES;
  for (const [index, token] of tokens.entries()) {
    if (address + Buffer.byteLength(token) >= end) throw tooLong(row);
    address += bytes.write(token, address, token === nullToken ? 'latin1' : 'utf8');
    bytes[address++] = separator;
    run.setPosition(index + 1, address - 1);
  }
  const extra = unknown.length > 0 ? row[columnIndex('extra')] : null;
  const length = typeof extra === 'string' ? bytes.write(extra, address) : 0;
  return { delimiter: separator, address, length };
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
