// Flow logs of one hour of generated traffic of a small web shop, as AWS delivers them: an object every five minutes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { seededRandom } from '../seeded-random.mjs';
import { requireSource } from '../sources.mjs';

const { LogFormat } = requireSource('normalizer/index.ts');

const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const FLOW_LOG = 'fl-0a1b2c3d4e5f60718';
const FIRST_WINDOW = Date.UTC(2026, 10, 21, 23, 30) / 1000;
const WINDOW_SECONDS = 300;
const WINDOWS = 12;
const FORMAT = LogFormat.RECOMMENDED;

const WEB = { address: '10.0.1.20', interface: 'eni-0aa11bb22cc33dd44', instance: 'i-0aa11bb22cc33dd44' };
const DATABASE = {
  address: '10.0.2.30',
  interface: 'eni-0ee55ff66aa77bb88',
  instance: 'i-0ee55ff66aa77bb88',
};
const SCANNER = '192.0.2.66';

/** Writes the raw objects below a directory. Returns their keys. */
export function writeSampleLogs(directory) {
  const random = seededRandom(20261121);
  return Array.from({ length: WINDOWS }, (_, window) => {
    const start = FIRST_WINDOW + window * WINDOW_SECONDS;
    const lines = [FORMAT.names.join(' '), ...windowRecords(start, window, random)];
    const key = objectKey(start, window);
    mkdirSync(join(directory, dirname(key)), { recursive: true });
    writeFileSync(join(directory, key), gzipSync(`${lines.join('\n')}\n`));
    return key;
  });
}

function windowRecords(start, window, random) {
  const records = [];
  for (let client = 0; client < 40 + window * 4; client++) {
    const visitor = `203.0.113.${1 + random(200)}`;
    const port = 32_768 + random(28_000);
    records.push(...connection(WEB, visitor, port, 443, start + random(240), random));
  }
  for (let call = 0; call < 25; call++) {
    const port = 32_768 + random(28_000);
    records.push(...connection(DATABASE, WEB.address, port, 5432, start + random(240), random));
  }
  for (const port of [22, 23, 3389, 5432]) {
    const at = start + random(240);
    records.push(
      record(WEB, {
        srcaddr: SCANNER,
        dstaddr: WEB.address,
        srcport: 40_000 + random(9_000),
        dstport: port,
        packets: 1,
        bytes: 40,
        start: at,
        end: at + 1,
        action: 'REJECT',
        'tcp-flags': 2,
        'flow-direction': 'ingress',
      }),
    );
  }
  records.push(record(DATABASE, { start, end: start + 59, 'log-status': 'NODATA' }));
  // a truncated line, as a full disk leaves it
  if (window === 7) records.push('8 123456789012 eni-0aa11bb22cc33dd44 203.0.113');
  return records;
}

/** Returns the records of both directions of a connection, at the network interface of the server. */
function connection(server, client, port, serverPort, start, random) {
  const end = start + 1 + random(50);
  const request = {
    packets: 4 + random(20),
    bytes: 400 + random(4_000),
    'tcp-flags': 2,
    'flow-direction': 'ingress',
  };
  const answer = {
    packets: 6 + random(80),
    bytes: 2_000 + random(90_000),
    'tcp-flags': 18,
    'flow-direction': 'egress',
  };
  return [
    record(server, {
      srcaddr: client,
      dstaddr: server.address,
      srcport: port,
      dstport: serverPort,
      start,
      end,
      ...request,
    }),
    record(server, {
      srcaddr: server.address,
      dstaddr: client,
      srcport: serverPort,
      dstport: port,
      start,
      end,
      'traffic-path': 8,
      ...answer,
    }),
  ];
}

function record(server, values) {
  const traffic = values.srcaddr && {
    protocol: 6,
    action: 'ACCEPT',
    type: 'IPv4',
    'pkt-srcaddr': values.srcaddr,
    'pkt-dstaddr': values.dstaddr,
    'subnet-id': 'subnet-0123456789abcdef0',
  };
  const fields = {
    version: FORMAT.version,
    'account-id': ACCOUNT,
    'interface-id': server.interface,
    'instance-id': server.instance,
    'vpc-id': 'vpc-0123456789abcdef0',
    region: REGION,
    'az-id': 'euw1-az1',
    'log-status': 'OK',
    ...traffic,
    ...values,
  };
  return FORMAT.names.map((name) => fields[name] ?? '-').join(' ');
}

function objectKey(start, window) {
  const [day, time] = new Date(start * 1000).toISOString().split('T');
  const stamp = `${day.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}Z`;
  const name = `${ACCOUNT}_vpcflowlogs_${REGION}_${FLOW_LOG}_${stamp}_${(0xa1b2c300 + window).toString(16)}.log.gz`;
  return `AWSLogs/${ACCOUNT}/vpcflowlogs/${REGION}/${day.replaceAll('-', '/')}/${name}`;
}
