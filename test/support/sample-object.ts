import { gzipSync } from 'node:zlib';
import { LogFormat } from '../../aws/format';
import { ACCOUNT, REGION } from './aws-cloud';

/** The largest possible counter, and the first integer that a double cannot represent. */
export const LARGEST_COUNTER = 9_223_372_036_854_775_807n;
export const PAST_DOUBLE = 9_007_199_254_740_993n;

const VPC = 'vpc-0a1b2c3d4e5f60718';
const MIDNIGHT = Date.UTC(2026, 10, 22) / 1000;

interface Flow {
  readonly fields: Readonly<Record<string, string | number | bigint>>;
}

/** Flows around midnight: an opened connection and its response, a rejection, NODATA and SKIPDATA. */
const FLOWS: readonly Flow[] = [
  flow({ srcaddr: '203.0.113.9', dstaddr: '10.0.1.5', srcport: 50_123, dstport: 443, bytes: LARGEST_COUNTER, 'tcp-flags': 2, 'flow-direction': 'ingress', start: MIDNIGHT - 60 }),
  flow({ srcaddr: '10.0.1.5', dstaddr: '203.0.113.9', srcport: 443, dstport: 50_123, bytes: PAST_DOUBLE, 'tcp-flags': 18, 'flow-direction': 'egress', 'traffic-path': 8, start: MIDNIGHT - 60 }),
  flow({ srcaddr: '198.51.100.7', dstaddr: '10.0.1.5', srcport: 40_000, dstport: 22, bytes: 40, action: 'REJECT', 'tcp-flags': 2, 'flow-direction': 'ingress', start: MIDNIGHT + 5 }),
  { fields: { 'log-status': 'NODATA', start: MIDNIGHT + 10, end: MIDNIGHT + 70 } },
  { fields: { 'log-status': 'SKIPDATA', start: MIDNIGHT + 10, end: MIDNIGHT + 70 } },
]; // biome-ignore format: a flow a line

/** Content of the sample: its rows and one invalid line. */
export const SAMPLE = { rows: FLOWS.length, rejects: 1, bytesOut: LARGEST_COUNTER + PAST_DOUBLE + 40n };

/** Object key of the sample. */
export const SAMPLE_KEY =
  `AWSLogs/${ACCOUNT}/vpcflowlogs/${REGION}/2026/11/21/` +
  `${ACCOUNT}_vpcflowlogs_${REGION}_fl-0123456789abcdef0_20261121T2355Z_a1b2c3d4.log.gz`;

/** A raw object as AWS writes it: gzip, a header line, one record per line; and one truncated line. */
export function sampleObject(format: LogFormat = LogFormat.RECOMMENDED): Buffer {
  const lines = FLOWS.map(({ fields }) => line(format, fields));
  return gzipSync([format.names.join(' '), ...lines, 'cut off', ''].join('\n'));
}

function flow(fields: Flow['fields']): Flow {
  const start = Number(fields.start);
  return {
    fields: {
      protocol: 6,
      packets: 1,
      action: 'ACCEPT',
      type: 'IPv4',
      end: start + 59,
      'log-status': 'OK',
      ...fields,
    },
  };
}

function line(format: LogFormat, fields: Flow['fields']): string {
  const all: Flow['fields'] = {
    version: format.version,
    'account-id': ACCOUNT,
    'interface-id': 'eni-0f1e2d3c4b5a69788',
    'vpc-id': VPC,
    region: REGION,
    ...fields,
  };
  return format.names.map((name) => String(all[name] ?? '-')).join(' ');
}
