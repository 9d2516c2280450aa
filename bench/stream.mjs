// Streams a large text log through `flow-logs normalize` and measures it: node bench/stream.mjs [megabytes]
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

import { seededRandom } from '../scripts/seeded-random.mjs';
import { requireSource } from '../scripts/sources.mjs';

const { LogFormat } = requireSource('normalizer/index.ts');

const LINES_AT_ONCE = 5_000;
const FIRST_SECOND = Date.UTC(2026, 10, 22) / 1000;

const megabytes = Number(process.argv[2] ?? 100);
const directory = mkdtempSync(join(tmpdir(), 'flow-logs-stream-'));
try {
  const log = join(directory, 'large.log');
  const written = await writeLog(log, megabytes * 1_000_000);
  const measured = normalize(log, join(directory, 'out'));
  process.stdout.write(`${JSON.stringify({ written, ...measured })}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Writes records of version 5 with random values; always the same for the same size. */
async function writeLog(path, limit) {
  const random = seededRandom(5);
  const out = createWriteStream(path);
  out.write(`${LogFormat.V5.names.join(' ')}\n`);
  const written = { bytes: 0, rows: 0, bytesOut: 0n };
  while (written.bytes < limit) {
    let text = '';
    for (let line = 0; line < LINES_AT_ONCE; line++) {
      const bytes = random(1_000_000);
      written.rows++;
      written.bytesOut += BigInt(bytes);
      text += record(random, bytes);
    }
    written.bytes += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { ...written, bytesOut: String(written.bytesOut) };
}

function record(random, bytes) {
  const id = random(200).toString(16).padStart(17, '0');
  const source = `10.0.${random(256)}.${random(256)}`;
  const target = `52.${random(20)}.${random(256)}.${random(256)}`;
  const start = FIRST_SECOND + random(3_000);
  const flow = `${source} ${target} ${random(65_536)} ${random(1_000)} 6 ${random(100)} ${bytes} ${start} ${start + 60}`;
  const touched = `vpc-0123456789abcdef0 subnet-${id} i-${id} ${[2, 18, 19, 3, 0][random(5)]} IPv4 ${source} ${target}`;
  return `5 123456789012 eni-${id} ${flow} ACCEPT OK ${touched} us-east-1 use1-az${random(4)} - - - S3 egress 8\n`;
}

function normalize(log, out) {
  const began = performance.now();
  const args = ['--require', join(root, 'bench/peak-memory.cjs'), join(root, 'dist/cli/main.js')];
  const stdout = execFileSync(process.execPath, [...args, 'normalize', log, '--out', out, '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = (performance.now() - began) / 1000;
  const [report, { peakMegabytes }] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { rows, rejects, bytesOut, bytes } = report;
  return { rows, rejects, bytesOut, seconds, megabytesPerSecond: bytes / 1e6 / seconds, peakMegabytes };
}
