import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { VpcField } from '../../../aws/fields';
import { FileFormat } from '../../../aws/flow-log';
import { LogFormat, TaggedResource } from '../../../aws/format';
import { PartitionLayout } from '../../../aws/policies';
import { type RawSchema, rawFolder, rawSchemaName } from '../../../aws/raw-folder';
import { Enricher } from '../../../flows/enrichment/enricher';
import type { GeoDatabase } from '../../../flows/enrichment/geo-database';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';
import { ACCOUNT, REGION } from '../aws-cloud';
import { type Delivery, deliveryKey, parquetObject, type RawRecord, textObject } from '../raw-object';
import { inventRecords } from './invented-records';

const MILLIS_PER_DAY = 86_400_000;
const SECONDS_PER_HOUR = 3_600;

/** UTC midnight of today, from which saved queries and samples count back. */
const TODAY = Math.floor(Date.now() / MILLIS_PER_DAY) * MILLIS_PER_DAY;

/** The day that many days ago, `YYYY-MM-DD`. */
export function dayBefore(days: number): string {
  return new Date(TODAY - days * MILLIS_PER_DAY).toISOString().slice(0, 10);
}

const NETHERLANDS = { iso_code: 'NL', geoname_id: 2750405, names: { en: 'Netherlands' } };

/** Enrichment data: some of the generated addresses are listed and have a location. */
export function sampleEnricher(): Enricher {
  const threats = new ThreatLists();
  threats.add('blocklist.txt', '203.0.113.0/28, botnet\n2001:db8:1::/48 scanner\n192.0.2.66\n');
  const places: GeoDatabase = {
    get: (address) => (address.startsWith('198.51.100.') ? { country: NETHERLANDS } : null),
  };
  return new Enricher(threats, [places]);
}

/** Sample days, counted back: two around midnight, and one outside the range of saved queries. */
export const RECENT = [2, 1] as const;
export const OLDEST = 10;

/** Unix seconds of the sampled hours, the last one shortly before midnight. */
const HOURS = [...RECENT, OLDEST].flatMap((days) =>
  [0, 23].map((hour) => (TODAY - days * MILLIS_PER_DAY) / 1000 + hour * SECONDS_PER_HOUR),
);

/** A flow log with a separate folder and its deliveries. */
export interface SampleFlowLog extends RawSchema {
  /** Its folder in the raw bucket. */
  readonly folder: string;
  /** Name of its raw table. */
  readonly name: string;
  readonly deliveries: readonly Delivery[];
}

export interface SampleObject {
  readonly key: string;
  readonly body: Buffer;
}

const { PLAIN, HIVE } = PartitionLayout;

/** A tag key for every tag field. */
const TAGS = Object.values(TaggedResource).map((resource) => ({ resource, keys: ['Team', 'Service'] }));

/** All 54 fields of VPC flow logs, in the order of the guide and reversed. */
const ALL = {
  straight: LogFormat.of(...VpcField.all()).withTags(...TAGS),
  reversed: LogFormat.of(...[...VpcField.all()].reverse()).withTags(...TAGS),
};

/** Both kinds of flow log, both file formats, all four key layouts; fields in an unusual order. */
export const SAMPLES: readonly SampleFlowLog[] = [
  sample(0, LogFormat.RECOMMENDED, FileFormat.TEXT, PLAIN, false),
  sample(1, ALL.reversed, FileFormat.TEXT, HIVE, true),
  sample(2, LogFormat.AWS_DEFAULT, FileFormat.PARQUET, PLAIN, true),
  sample(3, ALL.straight, FileFormat.PARQUET, HIVE, false),
  sample(4, LogFormat.TRANSIT_GATEWAY, FileFormat.TEXT, HIVE, false),
  sample(5, LogFormat.TRANSIT_GATEWAY, FileFormat.PARQUET, PLAIN, false),
];

export const OTHER_ACCOUNT = '210987654321';

/** The same flow log as another account delivers it. */
export function ofAnotherAccount(flowLog: SampleFlowLog): SampleFlowLog {
  const deliveries = flowLog.deliveries.map((delivery) => ({ ...delivery, accountId: OTHER_ACCOUNT }));
  return { ...flowLog, deliveries };
}

/** Invalid records, each with a different reason, in a separate object. */
export function damagedObject(): SampleObject {
  const format = LogFormat.AWS_DEFAULT;
  const time = HOURS[1] as number;
  const delivery = {
    format,
    accountId: ACCOUNT,
    region: REGION,
    flowLogId: 'fl-0123456789abcdef0',
    records: [],
  };
  const lines = [
    'cut off',
    `2 ${ACCOUNT} eni-1 10.0.0.300 10.0.0.1 1 2 6 1 40 ${time} ${time} ACCEPT OK`,
    `2 ${ACCOUNT} eni-1 10.0.0.3 10.0.0.1 1 2 6 1 9223372036854775808 ${time} ${time} ACCEPT OK`,
    `2 ${ACCOUNT} eni-1 10.0.0.3 10.0.0.1 1 2 6 1 40 ${time} ${time} PERHAPS OK more`,
    `2 ${ACCOUNT} gr\u00fc\u00df "quoted", \\ 10.0.0.1 1 2 6 1 40 ${time} ${time} ACCEPT OK`,
  ];
  const text = Buffer.from([format.names.join(' '), ...lines, ''].join('\n'));
  const notUtf8 = Buffer.from([0xff, 0xfe, 0x0a]);
  return {
    key: `damaged/${deliveryKey({ ...delivery, time: new Date(time * 1000) }, 'log.gz')}`,
    body: gzipSync(Buffer.concat([text, notUtf8])),
  };
}

/** The objects of a flow log, as AWS writes them below its folder. */
export function objectsOf({ folder, fileFormat, deliveries }: SampleFlowLog): SampleObject[] {
  return deliveries.map((delivery) =>
    fileFormat === FileFormat.TEXT
      ? { key: posix.join(folder, deliveryKey(delivery, 'log.gz')), body: textObject(delivery) }
      : { key: posix.join(folder, deliveryKey(delivery, 'log.parquet')), body: parquetObject(delivery) },
  );
}

function sample(
  seed: number,
  format: LogFormat,
  fileFormat: FileFormat,
  partitions: PartitionLayout,
  perHour: boolean,
): SampleFlowLog {
  const kind = format.isTransitGateway ? 'tgw' : 'vpc';
  const delivery = { format, accountId: ACCOUNT, region: REGION, partitions, perHour };
  const deliveries = HOURS.map((time, index): Delivery => {
    const flowLogId = `fl-0000000000000000${seed}`;
    const records = [...inventRecords(40, 100 * seed + index, kind, [time]), surging(time)];
    return { ...delivery, flowLogId, time: new Date(time * 1000), records };
  });
  const schema = { format, fileFormat, partitions, perHour };
  const name = `raw_${rawSchemaName(schema).replaceAll('-', '_')}`;
  return { ...schema, folder: rawFolder(schema), name, deliveries };
}

/** Uniform traffic of an interface, except for the latest hour. */
function surging(start: number): RawRecord {
  return {
    version: 11,
    'account-id': ACCOUNT,
    'interface-id': 'eni-00000000000000009',
    srcaddr: '10.0.1.5',
    dstaddr: '203.0.113.9',
    srcport: 443,
    dstport: 49_152,
    protocol: 6,
    packets: 10,
    bytes: start === Math.max(...HOURS) ? 500_000 : 500,
    start,
    end: start + 59,
    action: 'ACCEPT',
    'log-status': 'OK',
  };
}
