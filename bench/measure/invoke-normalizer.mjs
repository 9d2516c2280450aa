// Invokes the bundled Lambda function for each object in this process, and then once more. Prints the CPU time, the time and the
// bytes of the log of the second pass as JSON: node bench/measure/invoke-normalizer.mjs FILE, a JSON file with the keys
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './root.mjs';

const [file] = process.argv.slice(2);
const keys = JSON.parse(readFileSync(file, 'utf8'));
const write = process.stdout.write.bind(process.stdout);
const lines = [];
process.stdout.write = (text) => lines.push(text) > 0;

const { handler } = await import(join(ROOT, 'aws/normalizer/bundle/index.mjs'));

// the first pass starts the thread and compiles the code
for (const key of keys) await invoke(key);
lines.length = 0;
const [cpu, began] = [process.cpuUsage(), performance.now()];
for (const key of keys) await invoke(key);
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - began) / 1000;
const measured = lines.map((line) => JSON.parse(line));
const failed = measured.find(({ Objects, Rejects }) => Objects !== 1 || Rejects !== 0);
if (failed) throw new Error(`the normalizer failed: ${JSON.stringify(failed)}`);
write(
  JSON.stringify({
    objects: keys.length,
    rows: measured.reduce((sum, { Rows }) => sum + Rows, 0),
    cpuSeconds: (user + system) / 1e6,
    seconds,
    logBytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
    logStoredBytes: gzipSync(lines.join('')).length,
    metrics: measured[0]._aws.CloudWatchMetrics[0].Metrics.length,
  }),
);
process.exit(0);

async function invoke(key) {
  const body = JSON.stringify({
    Records: [{ s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(key) } } }],
  });
  const event = { Records: [{ messageId: '00000000-0000-4000-8000-000000000000', body }] };
  const { batchItemFailures } = await handler(event, { getRemainingTimeInMillis: () => 300_000 });
  if (batchItemFailures.length > 0) throw new Error(`the normalizer failed: ${lines.at(-1)}`);
}
