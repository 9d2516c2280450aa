/** Segments of an address space, one after the other, each with the smallest network that contains it. */
export class Segments {
  /** Number of the network of each segment; 0 if no network contains it. */
  readonly values: Uint32Array;
  /** Prefix length of the network of each segment. */
  readonly lengths: Uint8Array;
  /** First address of each segment, in words. */
  readonly starts: Uint32Array;
  count = 0;

  /**
   * @param width - words of an address: 1 or 4
   * @param room - most segments
   */
  constructor(
    readonly width: number,
    room: number,
  ) {
    this.starts = new Uint32Array(room * width);
    this.values = new Uint32Array(room);
    this.lengths = new Uint8Array(room);
  }

  /** Returns whether a segment starts after an address. */
  isAfter(segment: number, words: Uint32Array): boolean {
    const { starts, width } = this;
    for (let word = 0, at = segment * width; word < width; word++, at++) {
      const start = starts[at] as number;
      const value = words[word] as number;
      if (start !== value) return start > value;
    }
    return false;
  }

  /** Adds a segment. It replaces the last one if that one starts at the same address. */
  add(start: Uint32Array, from: number, value: number, length: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.startsAt(last, start, from)) {
      this.set(last, value, length);
      // the segment before can be of the same network
      if (last > 0 && this.isSame(last - 1, value, length)) this.count--;
      return;
    }
    if (last >= 0 && this.isSame(last, value, length)) return;
    for (let word = 0; word < this.width; word++) {
      this.starts[this.count * this.width + word] = start[from + word] as number;
    }
    this.set(this.count++, value, length);
  }

  /** Returns the segments without unused room. */
  trimmed(): Segments {
    const { width, count } = this;
    const trimmed = new Segments(width, count);
    trimmed.starts.set(this.starts.subarray(0, count * width));
    trimmed.values.set(this.values.subarray(0, count));
    trimmed.lengths.set(this.lengths.subarray(0, count));
    trimmed.count = count;
    return trimmed;
  }

  private set(segment: number, value: number, length: number): void {
    this.values[segment] = value;
    this.lengths[segment] = length;
  }

  private isSame(segment: number, value: number, length: number): boolean {
    return this.values[segment] === value && this.lengths[segment] === length;
  }

  private startsAt(segment: number, words: Uint32Array, from: number): boolean {
    for (let word = 0; word < this.width; word++) {
      if (this.starts[segment * this.width + word] !== words[from + word]) return false;
    }
    return true;
  }
}
