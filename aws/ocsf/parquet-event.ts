import type { ParquetValue } from '../../flows/parquet/read/column-type';
import type { LeafColumn } from '../../flows/parquet/read/leaf-columns';
import type { RowValue } from '../../flows/parquet/read/parquet-reader';
import { type EventAttributes, NO_VALUE } from './event-attributes';

/** Elements that a list adds to the path of its values: three levels, or the two of old writers. */
const LIST_ELEMENTS = ['.list.element', '.list.item', '.bag.array_element', '.array', ''];
const MAP_ELEMENTS = ['.key_value', '.map'];
const UNMAPPED = 'unmapped';
const INTERMEDIATE_IPS = 'intermediate_ips';

/** Attributes that the reader needs; it does not decode others. */
const ROOTS: ReadonlySet<string> = new Set([
  ...[
    'activity_id',
    'class_uid',
    'category_uid',
    'time',
    'time_dt',
    'start_time',
    'start_time_dt',
    'end_time',
  ],
  ...['end_time_dt', 'action_id', 'action', 'disposition_id', 'disposition', 'status_code', 'status_detail'],
  ...['metadata', 'cloud', 'src_endpoint', 'dst_endpoint', 'connection_info', 'traffic', UNMAPPED],
]);

/** Returns whether the columns of a file are those of OCSF network events. */
export function areEventColumns(columns: readonly LeafColumn[]): boolean {
  const names = new Set(columns.map(({ name }) => name));
  return names.has('class_uid') && names.has('src_endpoint.ip') && names.has('dst_endpoint.ip');
}

/** Returns the columns that the reader needs. */
export function eventColumns(columns: readonly LeafColumn[]): LeafColumn[] {
  return columns.filter(({ name, maxRepetition }) => {
    const [root = ''] = name.split('.');
    if (!ROOTS.has(root) || maxRepetition > 1) return false;
    return maxRepetition === 0 || root === UNMAPPED || name.includes(`.${INTERMEDIATE_IPS}`);
  });
}

/** An OCSF event that is a row of a Parquet file. */
export class ParquetEvent implements EventAttributes {
  private readonly indices: ReadonlyMap<string, number>;
  private readonly unmappedColumns: readonly { readonly name: string; readonly index: number }[];
  private readonly unmappedMap: { readonly keys: number; readonly values: number } | undefined;
  private row: readonly RowValue[] = [];

  constructor(private readonly columns: readonly LeafColumn[]) {
    this.indices = new Map(columns.map(({ name }, index) => [name, index]));
    const prefix = `${UNMAPPED}.`;
    this.unmappedColumns = columns.flatMap(({ name, maxRepetition }, index) =>
      name.startsWith(prefix) && maxRepetition === 0 ? [{ name: name.slice(prefix.length), index }] : [],
    );
    this.unmappedMap = MAP_ELEMENTS.flatMap((element) => {
      const keys = this.indices.get(`${UNMAPPED}${element}.key`);
      const values = this.indices.get(`${UNMAPPED}${element}.value`);
      return keys !== undefined && values !== undefined ? [{ keys, values }] : [];
    })[0];
  }

  /** Sets the row of the event. */
  use(row: readonly RowValue[]): void {
    this.row = row;
  }

  has(path: string): boolean {
    return this.indices.has(path);
  }

  text(path: string): string | undefined {
    const index = this.indices.get(path);
    return index === undefined ? undefined : textOf(this.row[index] as ParquetValue);
  }

  texts(path: string): readonly string[] {
    for (const element of LIST_ELEMENTS) {
      const index = this.indices.get(`${path}${element}`);
      if (index !== undefined) return this.list(index).flatMap((value) => textOf(value) ?? []);
    }
    return [];
  }

  unmapped(): Record<string, string> {
    const members: Record<string, string> = Object.create(null);
    for (const { name, index } of this.unmappedColumns) {
      const text = textOf(this.row[index] as ParquetValue);
      if (text !== undefined) members[name] = text;
    }
    if (!this.unmappedMap) return members;
    const values = this.list(this.unmappedMap.values);
    for (const [index, key] of this.list(this.unmappedMap.keys).entries()) {
      const [name, value] = [textOf(key), textOf(values[index] ?? null)];
      if (name !== undefined && value !== undefined) members[name] = value;
    }
    return members;
  }

  /** The values that are not null, as JSON. */
  get raw(): string {
    const entries = this.columns.flatMap(({ name }, index) => {
      const value = this.row[index];
      if (value === null || value === undefined) return [];
      return [
        [
          name,
          Array.isArray(value) ? value.map((each) => textOf(each) ?? null) : textOf(value as ParquetValue),
        ],
      ];
    });
    return JSON.stringify(Object.fromEntries(entries));
  }

  private list(index: number): readonly ParquetValue[] {
    const value = this.row[index];
    return Array.isArray(value) ? value : [];
  }
}

function textOf(value: ParquetValue): string | undefined {
  if (value === null || value === NO_VALUE || value === '') return undefined;
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'number' && Number.isInteger(value) ? String(BigInt(value)) : String(value);
}
