import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/source-files';

const MEGABYTES = 120;

test('memory use does not depend on the size of the file', () => {
  const bench = join(ROOT, 'bench/stream.mjs');
  const output = execFileSync(process.execPath, [bench, String(MEGABYTES)], { encoding: 'utf8' });
  const { written, rows, rejects, bytesOut, peakMegabytes } = JSON.parse(output);
  expect({ rows, rejects, bytesOut }).toEqual({ rows: written.rows, rejects: 0, bytesOut: written.bytesOut });
  expect(written.bytes).toBeGreaterThan(MEGABYTES * 1_000_000);
  expect(peakMegabytes).toBeLessThan(300);
});
