import type { ColumnName } from '../columns';
import { withLocalFile } from '../input/local-file';
import { ColumnCursor } from '../parquet/read/column-cursor';
import type { ParquetValue } from '../parquet/read/column-type';
import type { LeafColumn } from '../parquet/read/leaf-columns';
import { ParquetReader, type ReadableGroup } from '../parquet/read/parquet-reader';
import { NULL_PARTITION } from '../partition';
import {
  DEFAULT_MAX_SIGHTINGS,
  NETWORK_COLUMNS,
  SightingCounter,
  type ThreatOf,
  type ThreatSightings,
} from './threat-sightings';

/** Columns of a row with a threat that are read. */
const COLUMNS = [
  'threat_source',
  'src_addr',
  'dst_addr',
  'pkt_src_addr',
  'pkt_dst_addr',
  'action',
  'packets_out',
  'packets_in',
  'bytes_out',
  'bytes_in',
  'start_time',
  'end_time',
  ...NETWORK_COLUMNS,
] as const satisfies readonly ColumnName[];

/**
 * Reads which listed addresses the rows of a source have, from the files of the table `flows` that were written for it. The
 * counts are those of the table. Reads more than one column only of row groups that have a threat.
 *
 * @param paths - the Parquet files of the table `flows`
 * @param threatOf - the lookup that the rows were enriched with
 * @param max - most sightings to return
 *
 * @example
 * const { outputs } = await normalize(raw, directory, { enricher });
 * const paths = outputs.map(({ path }) => path).filter((path) => path.startsWith(join(directory, 'flows')));
 * const { sightings } = readSightings(paths, (address) => enricher.threatOf(address));
 */
export function readSightings(
  paths: readonly string[],
  threatOf: ThreatOf,
  max = DEFAULT_MAX_SIGHTINGS,
): ThreatSightings {
  const counter = new SightingCounter(threatOf);
  for (const path of paths) {
    withLocalFile(path, (file) => readFile(new ParquetReader(file), accountOf(path), counter));
  }
  return counter.sightings(max);
}

/** The account is part of the partition, and not in the file. */
function accountOf(path: string): string | null {
  const value = /(?:^|[/\\])account_id=([^/\\]+)[/\\]/.exec(path)?.[1];
  return value === undefined || value === NULL_PARTITION ? null : value;
}

function readFile(reader: ParquetReader, account: string | null, counter: SightingCounter): void {
  const column = (name: ColumnName) => reader.columns.find((each) => each.name === name);
  const type = column('threat_type');
  if (!type) return;
  const columns = COLUMNS.map(column);
  const present = columns.filter((each): each is LeafColumn => each !== undefined);
  const types = reader.groups([type]);
  const others = reader.groups(present);
  for (const typeGroup of types) {
    const group = others.next().value as ReadableGroup;
    addRows(reader, { typeGroup, group, columns, account }, counter);
  }
}

type Chunk = ReadableGroup['chunks'][number];

interface GroupRows {
  /** The row group with the column `threat_type` only. */
  readonly typeGroup: ReadableGroup;
  /** The row group with the other columns that the file has. */
  readonly group: ReadableGroup;
  /** The columns of `COLUMNS`; undefined if the file does not have them. */
  readonly columns: readonly (LeafColumn | undefined)[];
  readonly account: string | null;
}

function addRows(
  { file }: ParquetReader,
  { typeGroup, group: { chunks, spend }, columns, account }: GroupRows,
  counter: SightingCounter,
): void {
  const cursors = chunks.map((chunk) => new ColumnCursor(file, chunk, spend));
  const values = new Array<ParquetValue>(cursors.length);
  // the position of each column among those that the file has
  let present = 0;
  const positions = new Map(COLUMNS.map((name, index) => [name, columns[index] ? present++ : -1]));
  const at = (name: (typeof COLUMNS)[number]): ParquetValue => values[positions.get(name) as number] ?? null;
  const text = (name: (typeof COLUMNS)[number]) => at(name) as string | null;
  const time = (name: 'start_time' | 'end_time') => (at(name) as Date | null)?.getTime() ?? null;
  const both = (out: 'packets_out' | 'bytes_out', back: 'packets_in' | 'bytes_in') => {
    const [sent, received] = [at(out) as bigint | null, at(back) as bigint | null];
    return sent === null || received === null ? (sent ?? received) : sent + received;
  };
  const types = new ColumnCursor(file, typeGroup.chunks[0] as Chunk, typeGroup.spend);
  let read = 0;
  for (const [row, type] of types.present(typeGroup.rows)) {
    for (let index = 0; index < cursors.length; index++) {
      const cursor = cursors[index] as ColumnCursor;
      cursor.skip(row - read);
      values[index] = cursor.next();
    }
    read = row + 1;
    counter.add({
      type: type as string,
      source: text('threat_source') ?? '',
      src: text('pkt_src_addr') ?? text('src_addr'),
      dst: text('pkt_dst_addr') ?? text('dst_addr'),
      action: text('action'),
      packets: both('packets_out', 'packets_in'),
      bytes: both('bytes_out', 'bytes_in'),
      start: time('start_time'),
      end: time('end_time'),
      network: NETWORK_COLUMNS.map(text).find((value) => value !== null) ?? null,
      account,
    });
  }
}
