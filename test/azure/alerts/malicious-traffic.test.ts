import { describe, expect, test } from 'vitest';
import { listedTraffic, MALICIOUS_CONNECTIONS, MALICIOUS_FLOWS } from '../../../azure/alerts';
import { kqlColumns, kqlProblems } from '../../../azure/kql';

const QUERIES = [
  {
    name: 'malicious flows',
    query: MALICIOUS_FLOWS,
    warnings: [],
    columns:
      'RemoteIp:string ThreatType:string Directions:string Verdicts:string Targets:long Records:long Bytes:long FirstSeen:datetime LastSeen:datetime',
  },
  {
    name: 'malicious connections',
    query: MALICIOUS_CONNECTIONS,
    warnings: ['retired-table'],
    columns:
      'RemoteIp:string IndicatorThreatType:string Severity:int Directions:string Computers:long Records:long Bytes:long FirstSeen:datetime LastSeen:datetime',
  },
  {
    name: 'listed traffic',
    query: listedTraffic('flowlogs'),
    warnings: [],
    columns:
      'RemoteIp:string ThreatType:string Directions:string Verdicts:string Networks:string Subscriptions:string Lists:string Records:long Bytes:long FirstSeen:datetime LastSeen:datetime',
  },
];

describe.each(QUERIES)('the alert on $name', ({ query, warnings, columns }) => {
  const { kql, addressColumn, threatColumn, tables, about } = query;

  test('has no problem except a retired table', () => {
    expect(kqlProblems(kql).map(({ rule }) => rule)).toEqual(warnings);
  });

  test('returns the documented columns', () => {
    expect(
      kqlColumns(kql)
        .map(({ name, type }) => `${name}:${type}`)
        .join(' '),
    ).toBe(columns);
  });

  test('has one row per address and threat type, which are non-empty strings', () => {
    const types = new Map(kqlColumns(kql).map(({ name, type }) => [name, type]));
    expect([types.get(addressColumn), types.get(threatColumn)]).toEqual(['string', 'string']);
    const [, keys = ''] = /\n {4}by ([^\n]+)\n/.exec(kql) ?? [];
    for (const column of [addressColumn, threatColumn]) {
      expect(keys).toContain(column);
      const isFilled =
        keys.includes(`${column} = iff(isempty(${column}), "unknown", ${column})`) ||
        kql.includes(`| where isnotempty(${column})`);
      expect(isFilled).toBe(true);
    }
  });

  test('has no time range and no filter on the direction', () => {
    expect(kql).not.toMatch(/\bago\(|TimeGenerated\s*[<>]|where[^\n]*Direction/);
  });

  test('describes its requirements', () => {
    expect(about).toMatch(/^[A-Z].*\. Requires .*\.$/);
    for (const table of tables) expect(kql).toContain(table);
  });
});
