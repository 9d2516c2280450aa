import type { Value } from './columns';

/** Most distinct texts to cache. Beyond this number, texts rarely recur. */
const MAX_TEXTS = 65_536;

/** Rows to be written to a file, buffered by column. A column without values uses no memory. */
export class RowBuffer {
  private columns: (Value[] | undefined)[];
  /** One copy of each text. Values recur, and a slice of a line would retain the whole line in memory. */
  private texts = new Map<string, string>();

  /** Number of buffered rows. */
  length = 0;

  constructor(private readonly width: number) {
    this.columns = new Array(width);
  }

  /** Copies the values of a row. */
  add(row: readonly Value[]): void {
    for (let index = 0; index < this.width; index++) {
      const value = row[index] as Value;
      const column = this.columns[index];
      if (column) column.push(typeof value === 'string' ? this.text(value) : value);
      else if (value !== null) this.columns[index] = this.begin(value);
    }
    this.length++;
  }

  /** Returns the columns and empties the buffer. A column is undefined if all its values are null. */
  take(): (readonly Value[] | undefined)[] {
    const taken = this.columns;
    this.columns = new Array(this.width);
    this.texts = new Map();
    this.length = 0;
    return taken;
  }

  private begin(value: Value): Value[] {
    const column = new Array<Value>(this.length).fill(null);
    column.push(typeof value === 'string' ? this.text(value) : value);
    return column;
  }

  private text(value: string): string {
    const cached = this.texts.get(value);
    if (cached !== undefined) return cached;
    if (this.texts.size < MAX_TEXTS) this.texts.set(value, value);
    return value;
  }
}
