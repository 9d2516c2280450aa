import { HOUR, hourOf } from '../hours';
import { groupBy, most } from '../measures';
import { type LoggedRecord, loggedPlace } from '../record';
import { type Answer, inOrder, type Row, ranked, timeText } from './ranking';
import { total } from './sums';

const DAY = 24 * HOUR;

/** Three windows of ten minutes. */
const MOST_SILENCE = 1_800_000;

/** Interfaces and hours with skipped records. */
export function skippedRecords(records: readonly LoggedRecord[]): Answer {
  const withStatus = records.filter(({ status }) => status !== null);
  const number = (status: LoggedRecord['status']) => (all: readonly LoggedRecord[]) =>
    BigInt(all.filter((record) => record.status === status).length);
  const skipped = number('skipdata');
  const { rows } = ranked(withStatus, {
    keys: {
      cloud: ({ cloud }) => cloud,
      account_id: ({ account }) => account,
      interface: loggedPlace,
      hour: ({ start }) => (start === null ? null : timeText(hourOf(start))),
    },
    values: {
      network_id: (all) => all.map(({ network }) => network).reduce(most, null),
      skipdata_records: skipped,
      nodata_records: number('nodata'),
      records: (all) => BigInt(all.length),
      skipdata_share: (all) => shareOf(skipped(all), all.length),
    },
  });
  return inOrder(
    rows
      .filter((row) => total(row.skipdata_records) > 0n)
      .map((row) => ({ ...row, skipdata_share: Number(row.skipdata_share) })),
    ['cloud', 'account_id', 'network_id', 'interface', 'hour'],
    [(row) => total(row.skipdata_records), (row) => row.skipdata_share ?? null],
    100,
  );
}

function shareOf(part: bigint, whole: number): number {
  return Number(part) / whole;
}

/** Times without a record of a flow log and interface. */
export function coverageGaps(records: readonly LoggedRecord[]): Answer {
  const logged = records
    .filter((record) => record.status !== null && record.start !== null && loggedPlace(record) !== null)
    .map((record) => ({ record, start: record.start as number, end: endOf(record) }));
  const flowLogs = [
    ...groupBy(logged, ({ record }) => [record.cloud, record.account, record.flowLog]).values(),
  ];
  const valid = flowLogs.map((all) =>
    all.filter(({ start }) =>
      isPlausible(
        start,
        all.map((each) => each.start),
      ),
    ),
  );
  const tableEnd = Math.max(...valid.flat().map(({ end }) => end));
  const rows: Row[] = [];
  for (const flowLog of valid) {
    const { cloud, account, flowLog: id } = (flowLog[0] as (typeof logged)[number]).record;
    const key = { cloud, account_id: account, flow_log_id: id };
    const flowLogEnd = Math.max(...flowLog.map(({ end }) => end));
    rows.push({
      ...key,
      ...silence('until now', flowLogEnd, tableEnd),
      silent_to: null,
      network_id: null,
      interface: null,
    });
    for (const ofInterface of groupBy(flowLog, ({ record }) => loggedPlace(record)).values()) {
      const network = ofInterface.map(({ record }) => record.network).reduce(most, null);
      const place = {
        network_id: network,
        interface: loggedPlace((ofInterface[0] as (typeof logged)[number]).record),
      };
      const inOrderOfStart = [...ofInterface].sort((left, right) => left.start - right.start);
      let end = Number.NEGATIVE_INFINITY;
      for (const next of inOrderOfStart) {
        if (end > 0 && next.start - end > MOST_SILENCE)
          rows.push({ ...key, ...place, ...silence('gap', end, next.start) });
        end = Math.max(end, next.end);
      }
      if (flowLogEnd - end > MOST_SILENCE)
        rows.push({ ...key, ...place, ...silence('tail', end, flowLogEnd) });
    }
  }
  const keys = [
    'cloud',
    'account_id',
    'network_id',
    'flow_log_id',
    'interface',
    'kind',
    'silent_from',
    'silent_to',
  ];
  return inOrder(rows, keys, [(row) => row.seconds ?? null], 100);
}

function silence(kind: string, from: number, to: number): Row {
  return {
    kind,
    silent_from: timeText(from),
    silent_to: timeText(to),
    seconds: BigInt(Math.floor((to - from) / 1000)),
  };
}

/** The end of a record; its start if the end is wrong. */
function endOf({ start, end }: LoggedRecord): number {
  const from = start as number;
  return end !== null && end >= from && end <= from + DAY ? end : from;
}

/** Whether another record of the flow log starts within a day; the first one is always plausible. */
function isPlausible(start: number, starts: readonly number[]): boolean {
  return (
    start === Math.min(...starts) || starts.some((other) => other !== start && Math.abs(other - start) <= DAY)
  );
}
