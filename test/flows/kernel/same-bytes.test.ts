import { expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { fileOf } from '../../aws/sample-records';
import { temporaryDirectory } from '../../support/normalized';
import { contentBelow } from '../../support/table-files';

/** Records whose start and end times, which share a dictionary, are all different. */
function records(count: number): string {
  const start = 1_795_341_600;
  return fileOf(
    ...Array.from({ length: count }, (_, row) => ({
      start: String(start + row),
      end: String(start + row + 60),
    })),
  );
}

async function filesAfter(earlier: string): Promise<Record<string, Buffer>> {
  const read = (text: string, directory: string) =>
    normalize({ source: 'flow.log', bytes: chunks(text) }, directory);
  await read(earlier, temporaryDirectory());
  const directory = temporaryDirectory();
  await read(records(3_000), directory);
  return contentBelow(directory);
}

async function* chunks(text: string) {
  yield Buffer.from(text);
}

test('the files of a source do not depend on what the kernel has read before', async () => {
  const files = await filesAfter(records(1));
  expect(Object.keys(files)).toHaveLength(1);
  expect(await filesAfter(records(5_000))).toEqual(files);
});
