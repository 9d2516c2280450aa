import { millisOf } from './check';
import { Column } from './column';
import { Digits, NO_NUMBER, numberOf } from './numbers';
import { Positions } from './positions';
import { RecordSchema } from './record-schema';

/** Value of null. */
export const NULL: i64 = -1;

/** Reads the tokens of a column as numbers, up to the first row with an invalid token. Returns the number of rows. */
export function readValues(column: Column, first: i32, rows: i32): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  const nullLength = RecordSchema.nullLength;
  const nullByte = nullLength > 0 ? load<u8>(RecordSchema.nullToken) : 0;
  const max = column.max;
  let address = Positions.from(column.field);
  let target = column.rows + ((<usize>first) << 3);
  for (let row = 0; row < rows; row++, address += step, target += 8) {
    const span = load<u64>(address);
    const end = <usize>(span >> 32);
    const length = <i32>end - <i32>span - 1;
    let value: i64;
    if (length === nullLength && (length === 0 || load<u8>(end - 1) === nullByte)) value = NULL;
    else if (length - 1 < 8) {
      const digits = length > 0 ? Digits.before(end, length) : ~0;
      if (!Digits.areDigits(digits)) return row;
      value = <i64>Digits.number(digits);
      if (<u64>value > max) return row;
    } else {
      value = numberOf(end - <usize>length, length);
      if (value === NO_NUMBER || <u64>value > max) return row;
    }
    store<i64>(target, value);
  }
  return rows;
}

/**
 * Reads the tokens of a column of times as numbers, up to the first row with an invalid token. Returns the number of
 * rows.
 */
export function readTimes(column: Column, first: i32, rows: i32): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  let address = Positions.from(column.field);
  let target = column.rows + ((<usize>first) << 3);
  for (let row = 0; row < rows; row++, address += step, target += 8) {
    const token = <usize>load<u32>(address) + 1;
    const millis = millisOf(numberOf(token, <i32>(<usize>load<u32>(address, 4) - token)));
    if (millis === NO_NUMBER) return row;
    store<i64>(target, millis);
  }
  return rows;
}
