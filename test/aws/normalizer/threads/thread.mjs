// A thread of the function that does what the bucket of the object is called.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, threadId } from 'node:worker_threads';

/** An endless loop, `(loop (br 0))`. */
const ENDLESS = Buffer.from(
  '0061736d01000000010401600000030201000707010372756e00000a0901070003400c000b0b',
  'hex',
);

const ACTIONS = {
  succeed: () => reply({ succeeded: true }),
  wait: () => {},
  compute: () => {
    for (;;);
  },
  match: () => /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  kernel: () => new WebAssembly.Instance(new WebAssembly.Module(ENDLESS)).exports.run(),
  allocate: () => {
    for (const kept = []; ; ) kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
  },
  throw: () => {
    throw new RangeError('thrown in the thread');
  },
  exit: () => process.exit(7),
  'exit later': () => {
    reply({ succeeded: true });
    setTimeout(() => process.exit(7), 1);
  },
};

parentPort.on('message', ({ bucket }) => {
  writeFileSync(join(mkdtempSync(join(tmpdir(), 'flows-')), 'part'), 'rows');
  ACTIONS[bucket]();
});

function reply(outcome) {
  parentPort.postMessage({ ...outcome, threadId, directory: tmpdir() });
}
