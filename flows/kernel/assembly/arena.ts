import { reserve } from './memory';

/** Memory for all dictionaries of one row group. */
const ARENA_BYTES: usize = 24 * 1024 * 1024;
const ARENA: usize = reserve(ARENA_BYTES);
const ARENA_END: usize = ARENA + ARENA_BYTES;
const ALIGNMENT: usize = 64;

let top: usize = ARENA;

/** Allocates memory that stays valid until the arena is cleared. Returns 0 if the arena has not enough left. */
export function allocate(bytes: usize): usize {
  const address = (top + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  if (address > ARENA_END || bytes > ARENA_END - address) return 0;
  top = address + bytes;
  return address;
}

/** Frees all allocations. */
export function clearArena(): void {
  top = ARENA;
}
