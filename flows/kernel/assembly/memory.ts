/** End of what is given out so far. */
let top: usize = __heap_base;

/** Places are distance by a line of the cache, so that reading 16 bytes at once past one's end never leaves memory. */
const ALIGNMENT: usize = 64;

/** Gives out memory, once and for all: when the kernel is made, and never again. It begins as zeros. */
export function reserve(bytes: usize): usize {
  const place = (top + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  top = place + bytes + ALIGNMENT;
  return place;
}

/** How much was given out. */
export function reserved(): usize {
  return top;
}
