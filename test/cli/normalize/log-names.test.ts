import { describe, expect, test } from 'vitest';
import { LOG_EXTENSIONS, nameProblem } from '../../../cli/normalize/log-names';
import { SkipReason } from '../../../cli/normalize/source';
import { SAMPLE_KEY } from '../../support/sample-object';

describe('files with these names are read in directories', () => {
  test.each([
    SAMPLE_KEY,
    'flowLogResourceID=/x/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json',
    ...LOG_EXTENSIONS.map((extension) => `flow.${extension}`),
    ...LOG_EXTENSIONS.map((extension) => `flow.${extension.toUpperCase()}.GZ`),
    'flow.log.1',
    'flow.log.2.gz',
    'flow.log-20261122',
    'flow.log-20261122.gz',
    'flow.log.2026-1122',
    'flow.log-20261122-101500.zst',
    'flow.json.bz2',
    'flow.ndjson.zst',
    'flow.zip',
    'flow.tgz',
    'flow.tar',
    'flow.tar.gz',
    'flow.tar.bz2',
    '000000.gz',
    'lake-1-2026-11-22-10-05-59-0a1b2c3d-0011-2233-4455-66778899aabb',
    'lake-1-2026-11-22-10-05-59-0a1b2c3d-0011-2233-4455-66778899aabb.parquet',
  ])('%s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
    expect(nameProblem(`/deep/er/${name}`)).toBeUndefined();
  });
});

test.each([
  ['notes.md', SkipReason.NAME],
  ['log', SkipReason.NAME],
  ['catalog', SkipReason.NAME],
  ['flow.log.bak', SkipReason.NAME],
  ['flow.logs', SkipReason.NAME],
  ['image.png', SkipReason.NAME],
  ['aws-logs-write-test', SkipReason.NAME],
  ['tables/flows/cloud=aws/account_id=1/region=x/day=2026-11-22/a.parquet', SkipReason.OWN_TABLE],
  ['flows/cloud=aws/account_id=1/region=x/day=2026-11-22/a.parquet', SkipReason.OWN_TABLE],
  ['/tables/rejects/cloud=azure/account_id=1/region=x/day=2026-11-22/a.parquet', SkipReason.OWN_TABLE],
])('%s is skipped: %s', (path, reason) => {
  expect(nameProblem(path)).toBe(reason);
});
