import { PhysicalType } from '../shared/parquet-format';
import { reserve } from './memory';

const MAX_COLUMNS: usize = 128;
const NAME_BYTES: usize = 64;

/** Name and physical type of a column of the table. */
@unmanaged
export class ChunkColumn {
  type: PhysicalType;
  nameLength: i32;
}

const COLUMNS: usize = reserve(MAX_COLUMNS * offsetof<ChunkColumn>());
const NAMES: usize = reserve(MAX_COLUMNS * NAME_BYTES);

/** Declares a column of the table. Returns whether the kernel has room for it. */
export function nameColumn(index: i32, type: PhysicalType, name: usize, length: i32): bool {
  if (<usize>index >= MAX_COLUMNS || <usize>length > NAME_BYTES) return false;
  const column = chunkColumn(index);
  column.type = type;
  column.nameLength = length;
  memory.copy(nameOf(index), name, <usize>length);
  return true;
}

export function chunkColumn(index: i32): ChunkColumn {
  return changetype<ChunkColumn>(COLUMNS + <usize>index * offsetof<ChunkColumn>());
}

export function nameOf(index: i32): usize {
  return NAMES + <usize>index * NAME_BYTES;
}
