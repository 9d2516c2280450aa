import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TgwField, VpcField } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { normalize } from '../../aws/normalize';
import { normalizeBlob } from '../../azure/normalize';
import { DATASETS, fieldNames, generator } from '../support/generated-logs';
import { temporaryDirectory } from '../support/normalized';

const { dataset, firstFiles } = generator;
const MEGABYTES = 0.3;
const NAMES = Object.keys(DATASETS);

describe.each(NAMES)('generated flow logs: %s', (name) => {
  test('normalize without rejects, to the sums that the generator returns', async () => {
    const { cloud, directory, files } = await dataset(name, MEGABYTES, temporaryDirectory());
    expect(files).toHaveLength(1);
    const read = cloud === 'azure' ? normalizeBlob : normalize;
    for (const { path, rows, bytesOut, bytesIn } of files) {
      const bytes = createReadStream(join(directory, path));
      const { summary, origin } = await read({ source: path, bytes }, temporaryDirectory());
      expect(summary).toMatchObject({ rows, rejects: 0, duplicates: 0, unknownFields: {} });
      expect([summary.bytesOut, summary.bytesIn]).toEqual([BigInt(bytesOut), BigInt(bytesIn)]);
      expect(rows).toBeGreaterThan(500);
      expect(origin).toMatchObject({ accountId: expect.any(String), region: expect.any(String) });
    }
  });

  test('have the same bytes in every run', async () => {
    const [once, again] = [await hashes(name), await hashes(name)];
    expect(again).toEqual(once);
  });
});

test('the text changes only with the version of the generator', async () => {
  const texts = await Promise.all(NAMES.map(async (name) => [name, (await hashes(name))[0]?.slice(0, 12)]));
  expect(Object.fromEntries(texts)).toMatchInlineSnapshot(`
    {
      "aws-v11": "17cdd0361848",
      "aws-v2": "a2771ecc0929",
      "aws-v5": "85b67d730307",
      "aws-v5-clustered": "4aabf2ea2965",
      "aws-v5-single": "43f4b4480537",
      "aws-v5-small": "5be998e88e4a",
      "azure-vnet": "d7d19e026105",
      "tgw": "cc7eaf5877f5",
    }
  `);
});

test('have the fields of the catalogue, in its order', () => {
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  expect(fieldNames.VPC_V2).toEqual(LogFormat.AWS_DEFAULT.names);
  expect(fieldNames.VPC_V5).toEqual(LogFormat.V5.names);
  expect(fieldNames.VPC_V11).toEqual(names(VpcField.all()));
  expect(fieldNames.TRANSIT_GATEWAY).toEqual(names(TgwField.all()));
});

test('reuses a cached dataset, and returns its first files', async () => {
  const cache = temporaryDirectory();
  const made = await dataset('aws-v2', 31, cache);
  expect(await dataset('aws-v2', 31, cache)).toEqual(made);
  expect(made.files).toHaveLength(3);
  const first = firstFiles(made, 12);
  expect(first.files).toEqual(made.files.slice(0, 2));
  expect(first.rows).toBeLessThan(made.rows);
});

test('rejects an unknown dataset and an invalid size', async () => {
  await expect(dataset('aws-v1', 1, temporaryDirectory())).rejects.toThrow(
    'Unknown dataset "aws-v1". Datasets: aws-v5, ',
  );
  await expect(dataset('aws-v2', 0, temporaryDirectory())).rejects.toThrow(
    'must be a positive number of megabytes, received 0',
  );
});

/** Hashes of the texts. Gzip output may change with the zlib of Node. */
async function hashes(name: string): Promise<string[]> {
  const { directory, files } = await dataset(name, MEGABYTES, temporaryDirectory());
  return files.map(({ path }) => {
    const stored = readFileSync(join(directory, path));
    const text = path.endsWith('.gz') ? gunzipSync(stored) : stored;
    return createHash('sha256').update(text).digest('hex');
  });
}
