import { describe, expect, test } from 'vitest';
import { FLOW_COLUMNS, type FlowRow, type Value } from '../../flows/columns';
import { Summary } from '../../flows/summary';

function rowOf(values: Partial<FlowRow>): Value[] {
  return FLOW_COLUMNS.map(({ name }) => values[name as keyof FlowRow] ?? null);
}

describe('a summary', () => {
  test('counts rows and rejects, and sums counters', () => {
    const summary = new Summary();
    summary.addRecords(5);
    summary.addRow(
      rowOf({ log_type: 'vpc', status: 'ok', packets_out: 2n, bytes_out: 9_007_199_254_740_993n }),
    );
    summary.addRow(rowOf({ log_type: 'vpc', status: 'nodata' }));
    summary.addRow(rowOf({ log_type: 'vnet', packets_in: 3n, bytes_in: 4n, bytes_out: 1n }));
    summary.addReject('not-utf8');
    expect(summary).toMatchObject({
      records: 5,
      lost: 1,
      rows: 3,
      rejects: 1,
      packetsOut: 2n,
      bytesOut: 9_007_199_254_740_994n,
      packetsIn: 3n,
      bytesIn: 4n,
    });
    expect({ ...summary.byLogType }).toEqual({ vpc: 2, vnet: 1 });
    expect({ ...summary.byStatus }).toEqual({ ok: 1, nodata: 1, none: 1 });
    expect({ ...summary.byRejectCode }).toEqual({ 'not-utf8': 1 });
  });

  test('has the newest time: the end of a record, else its start', () => {
    const summary = new Summary();
    expect(summary.newest).toBeNull();
    for (const [start_time, end_time] of [
      [5n, 7n],
      [9n, null],
      [1n, 2n],
      [null, null],
    ] as const) {
      summary.addRow(rowOf({ start_time, end_time }));
    }
    expect(summary.newest).toBe(9n);
  });

  test('counts fields with any name, also names of inherited properties', () => {
    const summary = new Summary();
    for (const name of ['constructor', '__proto__', 'constructor']) summary.addUnknownField(name);
    expect(Object.entries(summary.unknownFields)).toEqual([
      ['constructor', 2],
      ['__proto__', 1],
    ]);
  });

  test('merges another summary', () => {
    const [all, one, other] = [new Summary(), new Summary(), new Summary()];
    one.addRecords(1);
    other.addRecords(2);
    one.addRow(rowOf({ log_type: 'vpc', status: 'ok', bytes_out: 1n, end_time: 5n }));
    other.addRow(rowOf({ log_type: 'vpc', status: 'ok', bytes_out: 2n, end_time: 3n }));
    other.addReject('not-utf8');
    other.addUnknownField('constructor');
    for (const part of [one, other, new Summary()]) all.merge(part);
    expect(all).toMatchObject({ rows: 2, rejects: 1, records: 3, bytesOut: 3n, newest: 5n });
    expect({ ...all.byLogType }).toEqual({ vpc: 2 });
    expect({ ...all.byStatus }).toEqual({ ok: 2 });
    expect(Object.entries(all.unknownFields)).toEqual([['constructor', 1]]);
  });
});
