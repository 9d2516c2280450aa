import { ColumnEncoding } from '../shared/column-encoding';
import { GROUP_ROWS } from '../shared/sizes';
import { MILLIS_PER_DAY } from './check';
import { codeAt, codesOf, isUniform } from './codes';
import { Column, columnAt } from './column';
import { Dictionary } from './entry';
import { Group } from './group';
import { reserve } from './memory';
import { SELECTED, Selection } from './selection';

/** The values that all rows of one file have. Codes and days are 0 if there is no value. */
@unmanaged
class Partition {
  account: i32;
  region: i32;
  day: u32;
  /** Number of its rows. */
  rows: i32;
  /** Another partition with the same path, to which its rows belong; its own number if there is none. */
  target: i32;
  /** Address after the row numbers that are sorted into it. */
  sorted: usize;
}

/** Largest number of partitions that are found at once. If the rows have more, the caller continues after them. */
const MAX_PARTITIONS: i32 = 65_535;
const PARTITIONS: usize = reserve(<usize>MAX_PARTITIONS * offsetof<Partition>());
/** Hash table of partitions: their numbers plus one; 0 is an empty slot. */
const SLOT_BITS: u32 = 17;
const SLOTS: usize = reserve(2 << SLOT_BITS);
/** The partition of each row. */
const NUMBERS: usize = reserve(<usize>GROUP_ROWS * 2);
/** The row numbers of all partitions, one partition after the other. */
const SORTED: usize = reserve(<usize>GROUP_ROWS * 4);

/** Result in address of a partition number: there is no room for another partition. */
const NO_ROOM: i32 = -1;

let account: Column | null = null;
let region: Column | null = null;
let start: Column | null = null;
let end: Column | null = null;
let count: i32 = 0;
/** The rows that are assigned to partitions. */
let firstRow: i32 = 0;
let endRow: i32 = 0;
let isSorted: bool = false;

/** Sets the columns that determine the partition of a row; -1 is no column. */
export function setPartitionColumns(
  accountIndex: i32,
  regionIndex: i32,
  startIndex: i32,
  endIndex: i32,
): void {
  account = accountIndex < 0 ? null : columnAt(accountIndex);
  region = regionIndex < 0 ? null : columnAt(regionIndex);
  start = startIndex < 0 ? null : columnAt(startIndex);
  end = endIndex < 0 ? null : columnAt(endIndex);
}

/**
 * Assigns the rows of the group to partitions, from a row on, up to the last row or the last partition that has room.
 * Returns the number of partitions.
 */
export function findPartitions(from: i32): i32 {
  count = 0;
  firstRow = from;
  endRow = Group.rows;
  isSorted = false;
  memory.fill(SLOTS, 0, 2 << SLOT_BITS);
  if (from === 0 && isOne()) {
    at(find(codeOf(account, 0), codeOf(region, 0), dayOf(0))).rows = Group.rows;
    return count;
  }
  let latest = NO_ROOM;
  for (let row = from; row < Group.rows; row++) {
    const accountCode = codeOf(account, row);
    const regionCode = codeOf(region, row);
    const day = dayOf(row);
    if (latest < 0 || !is(latest, accountCode, regionCode, day)) latest = find(accountCode, regionCode, day);
    if (latest < 0) {
      endRow = row;
      return count;
    }
    at(latest).rows++;
    store<u16>(NUMBERS + ((<usize>row) << 1), <u16>latest);
  }
  return count;
}

/** The first row that is not assigned to a partition; the number of rows in the group if all are. */
export function endOfPartitions(): i32 {
  return endRow;
}

/** Moves the rows of a partition to an earlier one, because both have the same path. */
export function joinPartition(partition: i32, target: i32): void {
  at(partition).target = target;
  at(target).rows += at(partition).rows;
  at(partition).rows = 0;
}

/** Selects the rows of a partition. Returns their number. */
export function selectPartition(partition: i32): i32 {
  const rows = at(partition).rows;
  Selection.isAll = rows === Group.rows;
  Selection.rows = rows;
  if (Selection.isAll) return rows;
  if (!isSorted) sortRows();
  const bytes = (<usize>rows) << 2;
  memory.copy(SELECTED, at(partition).sorted - bytes, bytes);
  return rows;
}

/** Sorts the numbers of the rows by their partitions, in their order. */
function sortRows(): void {
  let address = SORTED;
  for (let index = 0; index < count; index++) {
    at(index).sorted = address;
    address += (<usize>at(index).rows) << 2;
  }
  for (let row = firstRow; row < endRow; row++) {
    const number = <i32>load<u16>(NUMBERS + ((<usize>row) << 1));
    const partition = at(at(number).target);
    store<u32>(partition.sorted, <u32>row);
    partition.sorted += 4;
  }
  isSorted = true;
}

export function partitionAccount(partition: i32): i32 {
  return at(partition).account;
}

export function partitionRegion(partition: i32): i32 {
  return at(partition).region;
}

export function partitionDay(partition: i32): u32 {
  return at(partition).day;
}

/** Whether all rows are in one partition, as far as dictionaries show it. */
function isOne(): bool {
  if (Group.rows === 0 || !start) return false;
  return isOneDay(start!) && isSame(account) && isSame(region);
}

function isOneDay(times: Column): bool {
  const days = times.dictionary;
  if (times.encoding === ColumnEncoding.CODES)
    return days.minAttribute === days.maxAttribute && hasNoNull(times);
  let earliest = i64.MAX_VALUE;
  let latest = i64.MIN_VALUE;
  for (let row = 0; row < Group.rows; row++) {
    const time = load<i64>(times.rows + ((<usize>row) << 3));
    earliest = min(earliest, time);
    latest = max(latest, time);
  }
  return earliest >= 0 && earliest / MILLIS_PER_DAY === latest / MILLIS_PER_DAY;
}

/** Whether all rows have the code of the first row. */
function isSame(column: Column | null): bool {
  if (!column) return true;
  const composite = column.composite;
  if (!composite) return isUniform(column.rows);
  const first = load<u16>(column.codeByComposite, 2);
  for (let code = 2; code < composite.entryCount; code++) {
    if (load<u16>(column.codeByComposite + ((<usize>code) << 1)) !== first) return false;
  }
  return true;
}

function hasNoNull(column: Column): bool {
  const codes = codesOf(column);
  let row = 0;
  for (; row + 8 <= Group.rows; row += 8) {
    if (!i16x8.all_true(v128.load(codes + ((<usize>row) << 1)))) return false;
  }
  for (; row < Group.rows; row++) if (load<u16>(codes + ((<usize>row) << 1)) === 0) return false;
  return true;
}

function codeOf(column: Column | null, row: i32): i32 {
  return column ? codeAt(column, row) : 0;
}

/** The day of the start time; without it, that of the end time. */
function dayOf(row: i32): u32 {
  const began = start ? dayAt(start!, row) : 0;
  return began === 0 && end ? dayAt(end!, row) : began;
}

function dayAt(times: Column, row: i32): u32 {
  if (times.encoding === ColumnEncoding.CODES)
    return Dictionary.entry(times.dictionary, codeAt(times, row)).attribute;
  return <u32>(max(0, load<i64>(times.rows + ((<usize>row) << 3))) / MILLIS_PER_DAY);
}

function find(accountCode: i32, regionCode: i32, day: u32): i32 {
  const mask: usize = (1 << SLOT_BITS) - 1;
  const mixed = (<u32>accountCode * 0x9e3779b1) ^ (<u32>regionCode * 0x85ebca77) ^ (day * 0xc2b2ae3d);
  let slot = <usize>((mixed * 0x27d4eb2f) >> (32 - SLOT_BITS));
  for (;;) {
    const index = <i32>load<u16>(SLOTS + (slot << 1)) - 1;
    if (index < 0) break;
    if (is(index, accountCode, regionCode, day)) return index;
    slot = (slot + 1) & mask;
  }
  if (count === MAX_PARTITIONS) return NO_ROOM;
  const partition = at(count);
  partition.account = accountCode;
  partition.region = regionCode;
  partition.day = day;
  partition.rows = 0;
  partition.target = count;
  store<u16>(SLOTS + (slot << 1), <u16>(count + 1));
  return count++;
}

function is(index: i32, accountCode: i32, regionCode: i32, day: u32): bool {
  const partition = at(index);
  return partition.account === accountCode && partition.region === regionCode && partition.day === day;
}

function at(index: i32): Partition {
  return changetype<Partition>(PARTITIONS + <usize>index * offsetof<Partition>());
}
