import type { ParquetValue } from '../read/column-type';
import type { RunCursor } from './run-cursor';
import { TokenArena } from './token-arena';
import type { TokenFormat } from './token-format';
import { BATCH_ROWS, type FillTokens } from './token-slices';

/** The tokens of a dictionary. */
export class DictionaryTokens {
  private readonly bytes: Uint8Array;
  readonly starts: Int32Array<ArrayBuffer>;
  readonly lengths: Int32Array<ArrayBuffer>;
  private readonly indices = new Int32Array(BATCH_ROWS);

  constructor(values: readonly ParquetValue[], format: TokenFormat) {
    this.starts = new Int32Array(values.length);
    this.lengths = new Int32Array(values.length);
    const arena = new TokenArena(format);
    for (const [index, value] of values.entries()) arena.add(this, index, value);
    this.bytes = arena.bytes;
  }

  /** Reads the tokens that a page refers to. */
  reader(runs: RunCursor): FillTokens {
    const { bytes, starts: allStarts, lengths: allLengths, indices } = this;
    const size = allStarts.length;
    return (slices, count) => {
      runs.read(indices, count);
      const { starts, lengths } = slices;
      slices.bytes = bytes;
      for (let at = 0; at < count; at++) {
        const index = indices[at] as number;
        if (index < 0 || index >= size)
          throw new Error(`a value refers to entry ${index >>> 0} of a dictionary of ${size}`);
        starts[at] = allStarts[index] as number;
        lengths[at] = allLengths[index] as number;
      }
    };
  }
}
