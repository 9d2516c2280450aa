import { baselineOf, isIrregular, LEAST_HISTORY_DAYS } from '../baseline';
import { groupBy } from '../measures';
import { type Answer, type Cell, type Columns, inOrder, type Row, timeText } from './ranking';

/** Traffic of one hour of a series, such as a service or an interface. */
export interface SeriesHour {
  readonly cloud: string;
  readonly account: string | null;
  readonly hour: number;
  readonly bytes: bigint;
}

/** How a series is compared with its history. */
export interface Comparison<T extends SeriesHour> {
  /** Keys of a series. */
  readonly keys: Columns<T>;
  /** Those keys of a series by which hours without a history are combined. */
  readonly combinedBy: readonly string[];
  /** Kind of an irregular hour; `isNew` if the series has no earlier hour. */
  readonly kind: (isNew: boolean) => string;
  readonly logged: ReadonlyMap<string, ReadonlySet<number>>;
  readonly limit: number;
}

/** Returns the irregular hours of each series, and one row for the hours that have too few history days. */
export function irregularHours<T extends SeriesHour>(hours: readonly T[], comparison: Comparison<T>): Answer {
  const { keys, combinedBy, kind, logged, limit } = comparison;
  const names = Object.keys(keys);
  const found: Row[] = [];
  const notCompared: {
    readonly key: Row;
    readonly hour: number;
    readonly bytes: bigint;
    readonly days: number;
  }[] = [];
  const keyOf = (hour: T): Row =>
    Object.fromEntries(Object.entries(keys).map(([name, of]) => [name, cellOf(of(hour))]));
  for (const series of groupBy(hours, keyOf).values()) {
    const key = keyOf(series[0] as T);
    const bytesOf = new Map<number, bigint>();
    for (const { hour, bytes } of series) bytesOf.set(hour, (bytesOf.get(hour) ?? 0n) + bytes);
    const { cloud, account } = series[0] as T;
    const ofAccount = new Set([
      ...(logged.get(JSON.stringify([cloud, account])) ?? []),
      ...hours.filter((other) => other.cloud === cloud && other.account === account).map(({ hour }) => hour),
    ]);
    const first = Math.min(...bytesOf.keys());
    for (const [hour, bytes] of bytesOf) {
      const baseline = baselineOf(hour, bytesOf, ofAccount);
      if (baseline.days < LEAST_HISTORY_DAYS) notCompared.push({ key, hour, bytes, days: baseline.days });
      else if (isIrregular(bytes, baseline)) {
        found.push({
          ...key,
          kind: kind(hour === first),
          hour: timeText(hour),
          bytes,
          median_bytes: baseline.median,
          deviation_bytes: baseline.deviation,
          excess_bytes: bytes - baseline.median,
          history_days: BigInt(baseline.days),
          hours_not_compared: 0n,
        });
      }
    }
  }
  for (const group of groupBy(notCompared, ({ key }) =>
    combinedBy.map((name) => key[name] ?? null),
  ).values()) {
    const key = (group[0] as (typeof group)[number]).key;
    found.push({
      ...Object.fromEntries(
        names.map((name) => [name, combinedBy.includes(name) ? (key[name] ?? null) : null]),
      ),
      kind: 'no baseline',
      hour: null,
      bytes: group.reduce((sum, { bytes }) => sum + bytes, 0n),
      median_bytes: null,
      deviation_bytes: null,
      excess_bytes: null,
      history_days: BigInt(Math.max(...group.map(({ days }) => days))),
      hours_not_compared: BigInt(new Set(group.map(({ hour }) => hour)).size),
    });
  }
  const others = names.filter((name) => !combinedBy.includes(name));
  return inOrder(
    found,
    [...combinedBy, 'kind', ...others, 'hour'],
    [(row) => row.excess_bytes ?? null],
    limit,
  );
}

function cellOf(cell: Cell): Cell {
  return typeof cell === 'number' ? BigInt(cell) : cell;
}
