import { beforeEach, describe, expect, test } from 'vitest';
import { notify } from '../../../aws/notifier/notify';
import {
  NOTIFIER_ENVIRONMENT,
  type NotifierSettings,
  readNotifierSettings,
  settingsOfEvent,
} from '../../../aws/notifier/settings';
import type { SightingLine } from '../../../flows/enrichment/sighting-line';
import { ThreatDirection } from '../../../flows/enrichment/threat-sightings';
import { sighting } from '../threats/sightings';

const MINUTE = 60_000;
const START = Date.parse('2026-11-30T22:00:00Z');
const SETTINGS: NotifierSettings = {
  sightingLogGroup: 'normalizer',
  ownLogGroup: 'notifier',
  topic: 'arn:aws:sns:eu-west-1:123456789012:topic',
  windowMillis: 15 * MINUTE,
  severity: 'ERROR',
  types: [],
  acceptedOnly: false,
  database: 'lake',
  workgroup: 'workgroup',
};

/** Log groups in memory: the lines with their times. */
let logs: Record<string, { at: number; line: string }[]>;
let published: string[];
let now: number;
let failing: boolean;
let isIncomplete: boolean;
let recent: Map<string, number>;
/** Whether a search finds the lines of the notifier. */
let isSearchable: boolean;

beforeEach(() => {
  logs = { normalizer: [], notifier: [{ at: START, line: 'START RequestId: 1' }] };
  published = [];
  now = START;
  failing = false;
  isIncomplete = false;
  isSearchable = true;
  recent = new Map();
});

function see(changes: Partial<SightingLine> = {}): void {
  logs.normalizer?.push({ at: now, line: JSON.stringify(sighting(changes)) });
}

function run(settings: Partial<NotifierSettings> = {}): Promise<number> {
  return notify({
    settings: { ...SETTINGS, ...settings },
    search: async ({ logGroup, from, to }) => ({
      lines: (logs[logGroup] ?? [])
        .filter(({ at }) => at >= from && at <= to && (isSearchable || logGroup !== 'notifier'))
        .map(({ line }) => line),
      isIncomplete,
    }),
    publish: async ({ text }) => {
      if (failing) throw new Error('sns responded with status 503');
      published.push(text);
    },
    log: (line) => void logs.notifier?.push({ at: now, line }),
    now: () => now,
    recent,
  });
}

describe('the notifier', () => {
  test('reports an address once, although the alarm and the schedule invoke it again', async () => {
    see();
    expect(await run()).toBe(1);
    now += MINUTE;
    expect(await run()).toBe(0);
    expect(published).toEqual([expect.stringContaining('203.0.113.9  botnet')]);
  });

  test('reports a new address and a new type of an address while the alarm stays in its state', async () => {
    see();
    await run();
    now += 15 * MINUTE;
    see();
    see({ address: '198.51.100.7' });
    see({ type: 'c2', source: 'other' });
    expect(await run()).toBe(2);
    expect(published[1]).toContain('198.51.100.7  botnet');
    expect(published[1]).toContain('203.0.113.9  c2');
    expect(published[1]).not.toContain('203.0.113.9  botnet');
  });

  test('reports an address again after a day', async () => {
    see();
    await run();
    now += 24 * 60 * MINUTE + 1;
    see();
    expect(await run()).toBe(1);
  });

  test('reports an address once before a search finds that it was reported', async () => {
    isSearchable = false;
    see();
    expect(await run()).toBe(1);
    now += MINUTE;
    expect(await run()).toBe(0);
    now += 24 * 60 * MINUTE;
    see();
    expect(await run()).toBe(1);
  });

  test('does not report an address again because of an old sighting, however long the window is', async () => {
    see();
    const windowMillis = 24 * 60 * MINUTE;
    expect(await run({ windowMillis })).toBe(1);
    recent.clear();
    now += windowMillis + 30 * MINUTE;
    expect(await run({ windowMillis })).toBe(0);
    now += windowMillis;
    see();
    expect(await run({ windowMillis })).toBe(1);
  });

  test('reports an address again if traffic passes that was rejected before', async () => {
    see({ action: 'reject' });
    expect(await run()).toBe(1);
    now += MINUTE;
    see({ direction: ThreatDirection.OUTBOUND, object: 'AWSLogs/two.log.gz' });
    expect(await run()).toBe(1);
    expect(published[1]).toContain('outbound, accept, 3 records, 3.4 kB');
    now += MINUTE;
    see({ action: 'reject', object: 'AWSLogs/three.log.gz' });
    see({ direction: ThreatDirection.OUTBOUND, object: 'AWSLogs/three.log.gz' });
    expect(await run()).toBe(0);
    see({ action: null, object: 'AWSLogs/four.log.gz' });
    expect(await run()).toBe(1);
  });

  test('ends with an error if it cannot read all sightings and has none to report', async () => {
    isIncomplete = true;
    const problem = 'the log group normalizer has more sightings than the alert can read';
    await expect(run()).rejects.toThrow(problem);
    see();
    expect(await run()).toBe(1);
    expect(published[0]).toContain('has more sightings than the alert could read');
    now += MINUTE;
    await expect(run()).rejects.toThrow(problem);
  });

  test('reports an address in the next run if its message could not be published', async () => {
    see();
    failing = true;
    await expect(run()).rejects.toThrow('sns responded with status 503');
    failing = false;
    now += 15 * MINUTE;
    expect(await run()).toBe(1);
  });

  test('publishes nothing without sightings, and ignores lines that are none', async () => {
    logs.normalizer = [{ at: START, line: '{"kind":"threat-sighting"}' }];
    expect(await run()).toBe(0);
    now += 2 * 60 * MINUTE;
    expect(published).toEqual([]);
  });

  test('reports only the chosen types, and only accepted traffic if so configured', async () => {
    see({ type: 'scanner' });
    see({ action: 'reject' });
    expect(await run({ types: ['c2'] })).toBe(0);
    expect(await run({ acceptedOnly: true })).toBe(1);
    expect(await run()).toBe(1);
    expect(published[0]).toContain('203.0.113.9  scanner');
    expect(published[1]).toContain('203.0.113.9  botnet');
  });
});

describe('the settings of the notifier', () => {
  test('have the type of the alarm that invokes it', () => {
    const settings = { ...SETTINGS, types: ['botnet', 'c2'] };
    const event = (ThreatType: unknown) => ({
      source: 'aws.cloudwatch',
      alarmData: {
        configuration: {
          metrics: [{ metricStat: { metric: { dimensions: { FunctionName: 'f', ThreatType } } } }],
        },
      },
    });
    expect(settingsOfEvent(settings, event('c2')).types).toEqual(['c2']);
    for (const other of [
      event('scanner'),
      event(undefined),
      event({}),
      { source: 'aws.events' },
      undefined,
      null,
      [],
    ])
      expect(settingsOfEvent(settings, other)).toBe(settings);
  });

  test('are read from the environment', () => {
    const environment = {
      AWS_LAMBDA_LOG_GROUP_NAME: 'notifier',
      [NOTIFIER_ENVIRONMENT.sightingLogGroup]: 'normalizer',
      [NOTIFIER_ENVIRONMENT.topic]: SETTINGS.topic,
      [NOTIFIER_ENVIRONMENT.windowMinutes]: '15',
      [NOTIFIER_ENVIRONMENT.severity]: 'ERROR',
      [NOTIFIER_ENVIRONMENT.database]: 'lake',
      [NOTIFIER_ENVIRONMENT.workgroup]: 'workgroup',
    };
    expect(readNotifierSettings(environment)).toEqual(SETTINGS);
  });

  test('name every variable that is missing', () => {
    expect(() => readNotifierSettings({ [NOTIFIER_ENVIRONMENT.windowMinutes]: '0' })).toThrow(
      'the configuration of the notifier is not valid: FLOW_ALERT_WINDOW_MINUTES is 0: set a positive whole number of ' +
        'minutes; FLOW_SIGHTING_LOG_GROUP is not set; AWS_LAMBDA_LOG_GROUP_NAME is not set; FLOW_ALERT_TOPIC is not set; ' +
        'FLOW_ALERT_SEVERITY is not set; FLOW_DATABASE is not set; FLOW_WORKGROUP is not set',
    );
  });
});
