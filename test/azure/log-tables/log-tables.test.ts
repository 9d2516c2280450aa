import { describe, expect, test } from 'vitest';
import {
  AZURE_NETWORK_ANALYTICS,
  LOG_TABLES,
  type LogTable,
  NETWORK_FLOWS,
  NTA_IP_DETAILS,
  NTA_NET_ANALYTICS,
  VM_CONNECTION,
} from '../../../azure/log-tables';

function columnOf({ columns }: LogTable, name: string) {
  return columns.find((column) => column.name === name);
}

describe.each(LOG_TABLES)('$name', (table) => {
  const names = table.columns.map(({ name }) => name);

  test('has unique column names, compared case-insensitively', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    // the columns of `flows` are in snake case
    const own = table === NETWORK_FLOWS ? /^[a-z][a-z0-9_]*$/ : undefined;
    for (const name of names) if (!own?.test(name)) expect(name).toMatch(/^_?[A-Z][A-Za-z0-9]*(_[sdtbg])?$/);
  });

  test('has the standard columns', () => {
    expect(columnOf(table, 'TimeGenerated')).toEqual({ name: 'TimeGenerated', type: 'datetime' });
    for (const name of ['Type', 'SourceSystem', '_IsBillable', '_BilledSize']) expect(names).toContain(name);
  });

  test('has unique values, and other spellings that refer to one of them', () => {
    for (const { domain, type } of table.columns) {
      if (!domain) continue;
      expect(type).toBe('string');
      expect(new Set(domain.values).size).toBe(domain.values.length);
      for (const [other, meant] of Object.entries(domain.otherSpellings ?? {})) {
        expect(domain.values).toContain(meant);
        expect(domain.values).not.toContain(other);
      }
    }
  });

  test('has a description and, if it is retired, valid dates and successors', () => {
    expect(table.about).toMatch(/^[A-Z].*\.$/);
    for (const day of table.retirement ? [table.retirement.endsOn, table.retirement.closedSince] : []) {
      expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }
    for (const successor of table.retirement?.successors ?? []) {
      const next = LOG_TABLES.find(({ name }) => name === successor);
      expect(next).toBeDefined();
      expect(next?.retirement).toBeUndefined();
    }
  });
});

test('tables have the documented number of columns', () => {
  expect(Object.fromEntries(LOG_TABLES.map(({ name, columns }) => [name, columns.length]))).toMatchObject({
    NTANetAnalytics: 93,
    NTAIpDetails: 19,
    NTAInsights: 25,
    VMConnection: 44,
  });
});

test('names and types are those of the table reference, not of the schema page', () => {
  for (const name of ['SrcIp', 'DestIp', 'NsgList', 'MacAddress', 'SrcPorts', 'DestPublicIps', 'SrcVm']) {
    expect(columnOf(NTA_NET_ANALYTICS, name)?.type).toBe('string');
  }
  expect(columnOf(NTA_NET_ANALYTICS, 'DestPorts')).toBeUndefined();
  expect(columnOf(NTA_NET_ANALYTICS, 'DestPort')?.type).toBe('int');
  expect(columnOf(NTA_NET_ANALYTICS, 'BytesSrcToDest')?.type).toBe('long');
  expect(columnOf(NTA_NET_ANALYTICS, 'IsFlowCapturedAtUdrHop')?.type).toBe('bool');
});

test('the older table has letters as values and types by suffix', () => {
  expect(columnOf(AZURE_NETWORK_ANALYTICS, 'FlowStatus_s')?.domain?.values).toEqual(['A', 'D']);
  expect(columnOf(AZURE_NETWORK_ANALYTICS, 'DestPort_d')?.type).toBe('real');
  expect(columnOf(AZURE_NETWORK_ANALYTICS, 'Subscription1_g')?.type).toBe('guid');
  expect(columnOf(AZURE_NETWORK_ANALYTICS, 'FlowStartTime_t')?.type).toBe('datetime');
  expect(columnOf(AZURE_NETWORK_ANALYTICS, 'IsFlowCapturedAtUDRHop_b')?.type).toBe('bool');
});

test('the threat types of the two tables differ only in case', () => {
  const newer = columnOf(NTA_IP_DETAILS, 'ThreatType')?.domain?.values ?? [];
  const older = columnOf(VM_CONNECTION, 'IndicatorThreatType')?.domain?.values ?? [];
  expect(newer).toEqual(expect.arrayContaining(['DarkNet', 'WatchList', 'DDos', 'PUA']));
  expect(older).toEqual(expect.arrayContaining(['Darknet', 'Watchlist', 'DDos', 'PUA']));
  expect(older.map((value) => value.toLowerCase())).toEqual(newer.map((value) => value.toLowerCase()));
});
