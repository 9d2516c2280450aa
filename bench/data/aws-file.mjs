import { gzip } from 'node:zlib';
import { FlowSource } from './flow.mjs';
import { ACCOUNT, inventedNetwork, REGION } from './network.mjs';
import { Random } from './random.mjs';

const FIRST_WINDOW = Date.UTC(2026, 10, 22, 0, 5) / 1000;
const WINDOW_SECONDS = 300;
const WINDOWS = 280;
const MAX_LINE_BYTES = 4_096;
const MAX_RUN = 120;
const network = inventedNetwork();

/**
 * Makes one text file as AWS delivers it. Its bytes depend only on the dataset and the number of the file.
 *
 * @param layout names of the fields, the function that writes a record, and whether rows of one interface are
 * adjacent
 * @param limit of the text, in bytes or rows
 */
export function awsFile({ names, line, clustered = false }, index, seed, { bytes, rows }) {
  const random = new Random(Math.imul(seed, 100_003) + index);
  const source = new FlowSource(random, network);
  const text = Buffer.allocUnsafe(bytes + MAX_LINE_BYTES);
  const window = FIRST_WINDOW + (index % WINDOWS) * WINDOW_SECONDS;
  const truth = { rows: 0, bytesOut: 0, bytesIn: 0 };
  let seenBy;
  let run = 0;
  let at = text.latin1Write(`${names.join(' ')}\n`, 0);
  while (at < bytes && truth.rows < rows) {
    if (run-- <= 0 || !clustered) {
      seenBy = source.interface();
      run = random.below(MAX_RUN);
    }
    const flow = random.perMille(10) ? undefined : source.flow(seenBy);
    if (flow && random.perMille(30))
      flow.inner = flow.v6 ? seenBy.address6 : `10.9.${random.below(8)}.${random.below(250)}`;
    const start = window + Math.floor((at / bytes) * 200) + random.below(20);
    const end = start + 30 + random.below(30);
    const status = random.perMille(900) ? 'NODATA' : 'SKIPDATA';
    at += text.latin1Write(line(seenBy, flow, { start, end, status }), at);
    truth.rows++;
    truth.bytesOut += flow?.bytes ?? 0;
  }
  return { path: pathOf(window, random), text: text.subarray(0, at), truth };
}

/** Compresses as AWS does, at the default level, outside of this thread. */
export function compressed(text) {
  return new Promise((resolve, reject) => {
    gzip(text, { level: 6 }, (error, bytes) => {
      if (error) reject(error);
      else {
        // the header contains the operating system; "unknown" makes the bytes equal on all machines
        bytes[9] = 255;
        resolve(bytes);
      }
    });
  });
}

function pathOf(window, random) {
  const [date, time] = new Date(window * 1000).toISOString().split('T');
  const name = `${ACCOUNT}_vpcflowlogs_${REGION}_fl-0123456789abcdef0`;
  const stamp = `${date.replaceAll('-', '')}T${time.slice(0, 2)}${time.slice(3, 5)}Z`;
  const folder = `AWSLogs/${ACCOUNT}/vpcflowlogs/${REGION}/${date.replaceAll('-', '/')}`;
  return `${folder}/${name}_${stamp}_${random.hex(8)}.log.gz`;
}
