import { reserve } from './memory';

/** Room for all dictionaries of one row group together. */
const ARENA_BYTES: usize = 24 * 1024 * 1024;
const ARENA: usize = reserve(ARENA_BYTES);
const ARENA_END: usize = ARENA + ARENA_BYTES;
const ALIGNMENT: usize = 64;

let top: usize = ARENA;

/** Memory until the row group is done; 0 if there is not that much left. */
export function allocate(bytes: usize): usize {
  const place = (top + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  if (place > ARENA_END || bytes > ARENA_END - place) return 0;
  top = place + bytes;
  return place;
}

/** Gives all of it back. */
export function clearArena(): void {
  top = ARENA;
}
