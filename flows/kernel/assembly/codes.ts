import { GROUP_ROWS } from '../shared/sizes';
import { Column } from './column';
import { Dictionary } from './entry';
import { Group } from './group';
import { reserve } from './memory';

const SLACK: usize = 64;
const CODES_BYTES: usize = <usize>GROUP_ROWS * 2 + SLACK;
/** Buffers for codes that are computed on demand: of a column, and of a source of a derived column. */
const OWN: usize = reserve(CODES_BYTES);
const SOURCE: usize = reserve(CODES_BYTES);

/** Address of the codes of a column for all rows of the group. The next call of this function may overwrite them. */
export function codesOf(column: Column): usize {
  if (column.isDerived) return derived(column);
  return column.composite ? fromComposite(column, column.composite!, OWN) : column.rows;
}

/** Whether all rows of the group have the code of the first row. */
export function isUniform(codes: usize): bool {
  const first = load<u16>(codes);
  const all = i16x8.splat(first);
  let row = 0;
  for (; row + 8 <= Group.rows; row += 8) {
    if (!i16x8.all_true(i16x8.eq(v128.load(codes + ((<usize>row) << 1)), all))) return false;
  }
  for (; row < Group.rows; row++) if (load<u16>(codes + ((<usize>row) << 1)) !== first) return false;
  return true;
}

/** The code of one row. */
export function codeAt(column: Column, row: i32): i32 {
  const composite = column.composite;
  const code = load<u16>((composite ? composite.rows : column.rows) + ((<usize>row) << 1));
  return composite ? <i32>load<u16>(column.codeByComposite + ((<usize>code) << 1)) : <i32>code;
}

function fromComposite(column: Column, composite: Column, target: usize): usize {
  const codeByComposite = column.codeByComposite;
  const codes = composite.rows;
  const end = (<usize>Group.rows) << 1;
  for (let at: usize = 0; at < end; at += 2) {
    store<u16>(target + at, load<u16>(codeByComposite + ((<usize>load<u16>(codes + at)) << 1)));
  }
  return target;
}

/** Each code is the attribute of the first source that has one; 0 if the condition has no attribute. */
function derived(column: Column): usize {
  memory.fill(OWN, 0, CODES_BYTES);
  addSource(column.source1!);
  if (column.source2) addSource(column.source2!);
  if (column.source3) addSource(column.source3!);
  const condition = column.condition;
  if (condition) {
    const codes = sourceCodes(condition);
    const dictionary = condition.dictionary;
    for (let row: usize = 0; row < (<usize>Group.rows) << 1; row += 2) {
      const code = <i32>load<u16>(codes + row);
      if (Dictionary.entry(dictionary, code).attribute === 0) store<u16>(OWN + row, 0);
    }
  }
  return OWN;
}

function addSource(source: Column): void {
  const codes = sourceCodes(source);
  const dictionary = source.dictionary;
  for (let row: usize = 0; row < (<usize>Group.rows) << 1; row += 2) {
    if (load<u16>(OWN + row) !== 0) continue;
    const code = <i32>load<u16>(codes + row);
    store<u16>(OWN + row, <u16>Dictionary.entry(dictionary, code).attribute);
  }
}

function sourceCodes(source: Column): usize {
  return source.composite ? fromComposite(source, source.composite!, SOURCE) : source.rows;
}
