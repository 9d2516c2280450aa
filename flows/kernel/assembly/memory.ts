/** End of the memory that is reserved so far. */
let top: usize = __heap_base;

/**
 * Reserved areas are separated by a cache line, so that a load of 16 bytes past the end of one stays within memory.
 */
const ALIGNMENT: usize = 64;

/** Reserves memory, initialized with 0, when the module starts. It is never freed. */
export function reserve(bytes: usize): usize {
  const address = (top + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  top = address + bytes + ALIGNMENT;
  return address;
}

/** Number of bytes that are reserved. */
export function reserved(): usize {
  return top;
}
