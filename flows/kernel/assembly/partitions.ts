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
  rows: i32;
}

/** More partitions than a source may have; the caller reports an error for fewer already. */
const MAX_PARTITIONS: i32 = 4096;
const PARTITIONS: usize = reserve(<usize>MAX_PARTITIONS * offsetof<Partition>());
const NUMBERS: usize = reserve(<usize>GROUP_ROWS * 2);

/** Result in address of a partition number: there are too many partitions. */
const TOO_MANY: i32 = -1;

let account: Column | null = null;
let region: Column | null = null;
let start: Column | null = null;
let end: Column | null = null;
let count: i32 = 0;

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

/** Assigns the rows of the group to partitions. Returns the number of partitions; -1 if there are too many. */
export function findPartitions(): i32 {
  count = 0;
  if (isOne()) {
    at(find(codeOf(account, 0), codeOf(region, 0), dayOf(0))).rows = Group.rows;
    return count;
  }
  let latest = TOO_MANY;
  for (let row = 0; row < Group.rows; row++) {
    const accountCode = codeOf(account, row);
    const regionCode = codeOf(region, row);
    const day = dayOf(row);
    if (latest < 0 || !is(latest, accountCode, regionCode, day)) latest = find(accountCode, regionCode, day);
    if (latest < 0) return TOO_MANY;
    at(latest).rows++;
    store<u16>(NUMBERS + ((<usize>row) << 1), <u16>latest);
  }
  return count;
}

/** Moves the rows of a partition to another one, because both have the same path. */
export function joinPartition(partition: i32, target: i32): void {
  for (let row = 0; row < Group.rows; row++) {
    const address = NUMBERS + ((<usize>row) << 1);
    if (<i32>load<u16>(address) === partition) store<u16>(address, <u16>target);
  }
  at(target).rows += at(partition).rows;
  at(partition).rows = 0;
}

/** Selects the rows of a partition. Returns their number. */
export function selectPartition(partition: i32): i32 {
  const rows = at(partition).rows;
  Selection.isAll = rows === Group.rows;
  Selection.rows = rows;
  if (Selection.isAll) return rows;
  let selected = 0;
  for (let row = 0; row < Group.rows; row++) {
    if (<i32>load<u16>(NUMBERS + ((<usize>row) << 1)) !== partition) continue;
    store<u32>(SELECTED + ((<usize>selected) << 2), <u32>row);
    selected++;
  }
  return rows;
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
  for (let index = 0; index < count; index++) if (is(index, accountCode, regionCode, day)) return index;
  if (count === MAX_PARTITIONS) return TOO_MANY;
  const partition = at(count);
  partition.account = accountCode;
  partition.region = regionCode;
  partition.day = day;
  partition.rows = 0;
  return count++;
}

function is(index: i32, accountCode: i32, regionCode: i32, day: u32): bool {
  const partition = at(index);
  return partition.account === accountCode && partition.region === regionCode && partition.day === day;
}

function at(index: i32): Partition {
  return changetype<Partition>(PARTITIONS + <usize>index * offsetof<Partition>());
}
