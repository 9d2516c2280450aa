import { Column } from './column';
import { Dictionary } from './dictionary';

/** Makes the codes of a derived column: the attribute of the first source that has one, if the condition has one too. */
export function derive(column: Column, first: i32, rows: i32): void {
  const offset = <usize>first << 1;
  let codes = column.rows + offset;
  const source = column.source1!;
  const source2 = column.source2;
  const source3 = column.source3;
  const condition = column.condition;
  let sourceCodes = source.rows + offset;
  for (let row = 0; row < rows; row++, codes += 2, sourceCodes += 2) {
    let attribute = Dictionary.entry(source, <i32>load<u16>(sourceCodes)).attribute;
    if (attribute === 0 && source2) attribute = attributeOf(source2, first + row);
    if (attribute === 0 && source3) attribute = attributeOf(source3, first + row);
    if (attribute !== 0 && condition && attributeOf(condition, first + row) === 0) attribute = 0;
    store<u16>(codes, <u16>attribute);
  }
}

function attributeOf(column: Column, row: i32): u32 {
  return Dictionary.entry(column, <i32>load<u16>(column.rows + (<usize>row << 1))).attribute;
}
