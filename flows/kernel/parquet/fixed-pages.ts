/** Pages of columns that have one text in all rows. */
export interface ConstantPages {
  readonly value: Buffer;
  readonly dictionary: Buffer;
  readonly data: Buffer;
}

/** The page of a column without any value. */
export function emptyPage(rows: number): Buffer {
  return levels(varint(2 * rows), 0);
}

/** The pages of a column that has the same text in all rows: all values are there, and all indexes, of one bit, are 0. */
export function constantPages(text: string, rows: number): ConstantPages {
  const value = Buffer.from(text);
  const dictionary = Buffer.alloc(4 + value.length);
  dictionary.writeUInt32LE(value.length);
  value.copy(dictionary, 4);
  const run = varint(2 * rows);
  return { value, dictionary, data: Buffer.concat([levels(run, 1), Buffer.of(1), run, Buffer.of(0)]) };
}

/** Definition levels that are all the same, with their length before them. */
function levels(run: Buffer, level: 0 | 1): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(run.length + 1);
  return Buffer.concat([length, run, Buffer.of(level)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Buffer.of(...bytes, left);
}
