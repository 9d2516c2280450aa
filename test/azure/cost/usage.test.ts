import { describe, expect, test } from 'vitest';
import { DEFAULT_AZURE_ASSUMPTIONS } from '../../../azure/cost/assumptions';
import type { CostedFlowLog, CostedNormalizer, CostedStorage } from '../../../azure/cost/costed-flow-log';
import { monthlyUsage } from '../../../azure/cost/usage';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { known, unknown } from '../../../flows/value';

/** Assumptions that are easy to calculate with. */
const ROUND = {
  ...DEFAULT_AZURE_ASSUMPTIONS,
  blocksPerDay: 1_000,
  tablePercent: 20,
  tableBytesPerBlock: 10_000,
  workspacePercent: 1_000,
  blobMillisPerGb: 10_000,
};

const HOT_LRS: CostedStorage = {
  stored: { days: known(90), moves: known(false) },
  redundancy: known('LRS'),
  accessTier: known('Hot'),
};

const RAW: CostedFlowLog = {
  ...HOT_LRS,
  enabled: known(true),
  analyticsInterval: known(undefined),
  analyticsRetention: known(30),
};

const NORMALIZER: CostedNormalizer = {
  address: 'main/function',
  memoryMegabytes: known(2_048),
  writesRows: known(true),
  table: { ...HOT_LRS, stored: { days: known(365), moves: known(false) }, accessTier: known('Cool') },
  deliversRows: false,
  plan: known('Analytics'),
  workspaceRetention: known(30),
  alertRules: 0,
};

/** The quantities of 1 GB per day, by price and item. */
function quantities(flowLog: CostedFlowLog, assumed = ROUND): Record<string, string> {
  const lines = monthlyUsage(flowLog, units(1), assumed);
  return Object.fromEntries(
    lines.map(({ priceName, item, quantity }) => [`${priceName}: ${item}`, exactQuantity(quantity)]),
  );
}

const RAW_QUANTITIES = {
  // 1 GB of 30 days
  'networkLogsCollected: flow records': '30',
  // 1 GB of 90 days
  'blobHotLRS: blobs': '90',
  // 1,000 blocks of 30 days
  'blobWritesHotLRS: blobs': '30',
};

describe('the usage of a flow log', () => {
  test('is its collection, its storage and its writes', () => {
    expect(quantities(RAW)).toEqual(RAW_QUANTITIES);
  });

  test('is none if it is disabled', () => {
    expect(monthlyUsage({ ...RAW, enabled: known(false) }, units(1), ROUND)).toEqual([]);
  });

  test('grows with the number of network interfaces, but its volume does not', () => {
    expect(quantities(RAW, { ...ROUND, interfaces: 3 })).toEqual({
      ...RAW_QUANTITIES,
      'blobWritesHotLRS: blobs': '90',
    });
  });

  test.each([
    [10, 'trafficAnalyticsTenMinutes'],
    [60, 'trafficAnalyticsHourly'],
  ])('includes Traffic Analytics every %i minutes', (minutes, priceName) => {
    expect(quantities({ ...RAW, analyticsInterval: known(minutes) })).toEqual({
      ...RAW_QUANTITIES,
      [`${priceName}: flow records`]: '30',
      // 10 percent
      'logAnalyticsIngestion: records of Traffic Analytics': '3',
    });
  });
});

describe('the retention in a workspace', () => {
  const RETENTION = 'logAnalyticsRetention: records of Traffic Analytics';

  test.each([
    [known(30), undefined],
    [known(31), undefined],
    // one day of 0.1 GB
    [known(32), '0.1'],
    [known(90), '5.9'],
    [unknown('it is a variable'), undefined],
  ])('of %j costs from the 32nd day', (retention, quantity) => {
    const usage = quantities({ ...RAW, analyticsInterval: known(60), analyticsRetention: retention });
    expect(usage[RETENTION]).toBe(quantity);
  });
});

describe('the usage of a normalizer', () => {
  const WITH_TABLE = {
    ...RAW_QUANTITIES,
    // 30,000 executions of one second and 2 GB
    'functionTime: normalizing': '60000',
    'functionExecutions: normalizing': '0.03',
    // 24 times on 30 days
    'functionTime: sweep': '1440',
    'functionExecutions: sweep': '0.00072',
    // the event and its delivery
    'eventGridOperations: blocks': '0.06',
    // 365 days of 0.2 GB, and of 1,000 files of 10 KB
    'blobCoolLRS: table': '76.65',
    // a file and two cursors
    'blobWritesCoolLRS: table and cursors': '90',
  };

  test('is its function, its events and its table', () => {
    expect(quantities({ ...RAW, normalizer: NORMALIZER })).toEqual(WITH_TABLE);
  });

  test('is proportional to the memory', () => {
    const usage = quantities({ ...RAW, normalizer: { ...NORMALIZER, memoryMegabytes: known(512) } });
    expect(usage['functionTime: normalizing']).toBe('15000');
  });

  test('is billed for the work of its executions, if it is longer than a second for each', () => {
    const usage = quantities({ ...RAW, normalizer: NORMALIZER }, { ...ROUND, blobMillisPerGb: 1_500_000 });
    // 30 GB of 1,500 seconds, and 2 GB
    expect(usage['functionTime: normalizing']).toBe('90000');
    expect(usage['functionTime: sweep']).toBe('1440');
  });

  test('has no table if it writes cursors only', () => {
    const { 'blobCoolLRS: table': _, 'blobWritesCoolLRS: table and cursors': __, ...others } = WITH_TABLE;
    expect(quantities({ ...RAW, normalizer: { ...NORMALIZER, writesRows: known(false) } })).toEqual({
      ...others,
      'blobWritesCoolLRS: cursors': '60',
    });
  });

  test.each([
    [
      'Analytics',
      {
        'logAnalyticsIngestion: rows of the normalizer': '300',
        'logAnalyticsRetention: rows of the normalizer': '590',
      },
    ],
    ['Basic', { 'logAnalyticsBasicIngestion: rows of the normalizer': '300' }],
    ['auxiliary', { 'logAnalyticsAuxiliaryIngestion: rows of the normalizer': '300' }],
  ])('includes the rows in a workspace of the plan %s', (plan, rows) => {
    const normalizer = {
      ...NORMALIZER,
      deliversRows: true,
      plan: known(plan),
      workspaceRetention: known(90),
    };
    expect(quantities({ ...RAW, normalizer })).toEqual({ ...WITH_TABLE, ...rows });
  });

  test('is shared by the flow logs of the normalizer only in its sweep', () => {
    const shared = monthlyUsage({ ...RAW, normalizer: NORMALIZER }, units(1), ROUND).filter(
      ({ sharedResource }) => sharedResource !== undefined,
    );
    expect(shared.map(({ item, sharedResource }) => [item, sharedResource])).toEqual([
      ['sweep', 'main/function'],
      ['sweep', 'main/function'],
    ]);
  });
});
