/** An object key that AWS writes. */
export const SAMPLE_KEY =
  'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/22/' +
  '123456789012_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_20261122T1005Z_1a2b3c4d.log.gz';

/** A record of the AWS default format, by field. */
export const SAMPLE = {
  version: '2',
  'account-id': '123456789010',
  'interface-id': 'eni-0123456789abcdef0',
  srcaddr: '192.0.2.10',
  dstaddr: '198.51.100.20',
  srcport: '49152',
  dstport: '443',
  protocol: '6',
  packets: '10',
  bytes: '840',
  start: '1795341600',
  end: '1795341659',
  action: 'ACCEPT',
  'log-status': 'OK',
};

/** Values of a record without traffic. */
export const NO_TRAFFIC = {
  srcaddr: '-',
  dstaddr: '-',
  srcport: '-',
  dstport: '-',
  protocol: '-',
  packets: '-',
  bytes: '-',
  action: '-',
  'log-status': 'NODATA',
};

type Fields = Readonly<Record<string, string>>;

/** The sample record with changed or additional fields. */
export function record(fields: Fields = {}): string {
  return Object.values({ ...SAMPLE, ...fields }).join(' ');
}

/** A file with the header of the first record, and all records. */
export function fileOf(...records: Fields[]): string {
  const header = Object.keys({ ...SAMPLE, ...records[0] }).join(' ');
  return `${[header, ...records.map(record)].join('\n')}\n`;
}
