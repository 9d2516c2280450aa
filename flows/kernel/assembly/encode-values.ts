import { GROUP_ROWS } from '../shared/sizes';
import { Column } from './column';
import { putDeltas } from './deltas';
import { beginLevels, endLevels, putPresent } from './levels';
import { reserve } from './memory';
import { clearPage, DATA, PAGE } from './page';
import { SELECTED, Selection } from './selection';

/** The values of the selected rows that are not null. */
const VALUES: usize = reserve(<usize>GROUP_ROWS * 8 + 2048);

/** Encodes the selected rows of a column of numbers as one page. */
export function encodeValues(column: Column, deltas: bool): void {
  clearPage();
  const rows = Selection.rows;
  const count = collectValues(column);
  PAGE.nulls = rows - count;
  if (count === 0) return;
  let address = count === rows ? putPresent(DATA, rows) : putLevels(column);
  address = deltas ? putDeltas(VALUES, count, address) : putPlain(count, column.width, address);
  PAGE.dataLength = <i32>(address - DATA);
}

function valueAt(column: Column, row: i32): i64 {
  const from = Selection.isAll ? row : <i32>load<u32>(SELECTED + ((<usize>row) << 2));
  return load<i64>(column.rows + ((<usize>from) << 3));
}

/** Collects the values, and computes their sum, minimum and maximum. Returns their number. */
function collectValues(column: Column): i32 {
  let count = 0;
  let low: u64 = 0;
  let high: u64 = 0;
  let smallest: i64 = i64.MAX_VALUE;
  let largest: i64 = 0;
  const isAll = Selection.isAll;
  const rows = column.rows;
  const end = Selection.rows;
  for (let row = 0; row < end; row++) {
    const from = isAll ? row : <i32>load<u32>(SELECTED + ((<usize>row) << 2));
    const value = load<i64>(rows + ((<usize>from) << 3));
    store<i64>(VALUES + ((<usize>count) << 3), value);
    // null is negative; the loop has no branch for it, because it would be unpredictable
    const isNull = value >> 63;
    const counted = <u64>(value & ~isNull);
    count += 1 + <i32>isNull;
    low += counted & 0xffffffff;
    high += counted >> 32;
    smallest = min(smallest, value < 0 ? i64.MAX_VALUE : value);
    largest = max(largest, value);
  }
  PAGE.sumLow = low;
  PAGE.sumHigh = high;
  PAGE.min = smallest;
  PAGE.max = largest;
  return count;
}

function putLevels(column: Column): usize {
  let address = beginLevels(DATA, Selection.rows);
  let row = 0;
  for (; Selection.isAll && row + 8 <= Selection.rows; row += 8) {
    const values = column.rows + ((<usize>row) << 3);
    const nulls =
      i64x2.bitmask(v128.load(values)) |
      (i64x2.bitmask(v128.load(values, 16)) << 2) |
      (i64x2.bitmask(v128.load(values, 32)) << 4) |
      (i64x2.bitmask(v128.load(values, 48)) << 6);
    store<u8>(address++, ~nulls);
  }
  for (; row < Selection.rows; row += 8) {
    const end = min(8, Selection.rows - row);
    let bits = 0;
    for (let bit = 0; bit < end; bit++) bits |= i32(valueAt(column, row + bit) >= 0) << bit;
    store<u8>(address++, bits);
  }
  endLevels(DATA, address);
  return address;
}

function putPlain(count: i32, width: i32, target: usize): usize {
  let address = target;
  for (let index = 0; index < count; index++, address += <usize>width) {
    const value = load<i64>(VALUES + ((<usize>index) << 3));
    if (width === 4) store<i32>(address, <i32>value);
    else store<i64>(address, value);
  }
  return address;
}
