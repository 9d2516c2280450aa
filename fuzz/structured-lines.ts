import type { ByteBuilder } from './byte-builder';
import { columnOf } from './fields';
import type { Random } from './random';
import { hostileToken, validToken } from './tokens';

const SPACE = 0x20;

/** The tokens of a field in the records of one object. */
interface Pool {
  readonly valid: readonly Buffer[];
  readonly hostile: readonly Buffer[];
}

/** Writes records of given fields. Their tokens recur; some are hostile. */
export class StructuredLines {
  private readonly pools: readonly Pool[];
  /** One of this many records has a hostile token. */
  private readonly rarity: number;

  constructor(
    fields: readonly string[],
    private readonly random: Random,
  ) {
    this.rarity = random.pick([2, 4, 16, 1000]);
    const size = random.pick([1, 3, 12, 40]);
    this.pools = fields.map((field) => {
      const column = columnOf(field);
      return {
        valid: Array.from({ length: 1 + random.below(size) }, () => validToken(column, random)),
        hostile: Array.from({ length: 4 }, () => hostileToken(column, random)),
      };
    });
  }

  write(out: ByteBuilder): void {
    const { random, pools } = this;
    const hostileAt = random.once(this.rarity) ? random.below(pools.length) : -1;
    for (let index = 0; index < pools.length; index++) {
      const { valid, hostile } = pools[index] as Pool;
      if (index > 0) out.byte(SPACE);
      out.add(random.pick(index === hostileAt ? hostile : valid));
    }
    if (random.once(200)) out.add(random.pick(ENDINGS));
  }
}

const ENDINGS = [' ', '\r', '\t', ' -', ' x y', '\r\r', ' \r'].map((text) => Buffer.from(text));
