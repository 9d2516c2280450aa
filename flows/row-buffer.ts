import type { Value } from './columns';

/** Distinct texts worth remembering; past this, texts hardly repeat. */
const MAX_TEXTS = 65_536;

/** Rows on their way to a file, held column by column. A column in which nothing was seen yet takes no room. */
export class RowBuffer {
  private columns: (Value[] | undefined)[];
  /** One copy of each text: values repeat, and a piece of a line would keep the whole line in memory. */
  private texts = new Map<string, string>();

  /** Rows held. */
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

  /** Gives the columns out and is empty again. A column is undefined if all its values are null. */
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
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    if (this.texts.size < MAX_TEXTS) this.texts.set(value, value);
    return value;
  }
}
