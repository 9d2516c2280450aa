import { expect, test } from 'vitest';
import {
  type Claim,
  claimed,
  newCursor,
  readCursor,
  settled,
  writeCursor,
} from '../../../azure/normalizer/cursor';

const CLAIM: Claim = {
  first: 'a',
  offset: 12,
  last: { block: 'b', end: 40 },
  tuples: 0n,
  records: 0,
  generation: 0,
  files: ['flows/x.parquet'],
  after: { tuples: 2n ** 60n, records: ['hash'] },
};

const PENDING =
  '{"version":1,"blob":"c/PT1H.json","etag":null,"last":null,"blocks":0,"progress":{"tuples":"0","records":[]},' +
  '"increments":[],"generation":0,"life":0,"recreated":0,"pending":{"first":"a","offset":12,' +
  '"last":{"block":"b","end":40},"tuples":"0","records":0,"generation":0,"files":["flows/x.parquet"],' +
  '"after":{"tuples":"1152921504606846976","records":["hash"]}}}';

test('writes the document that deployed functions read', () => {
  expect(writeCursor(claimed(newCursor('c/PT1H.json'), CLAIM))).toBe(PENDING);
});

test('reads a document and settles its claim', () => {
  const { after, ...increment } = CLAIM;
  expect(settled(readCursor(PENDING), 2, '0x1')).toEqual({
    ...newCursor('c/PT1H.json'),
    etag: '0x1',
    last: CLAIM.last,
    blocks: 2,
    progress: after,
    increments: [increment],
  });
});

test('rejects a document of another version', () => {
  expect(() => readCursor(PENDING.replace('"version":1', '"version":2'))).toThrow(
    'the cursor of c/PT1H.json has version 2, and this function supports version 1: deploy the newer version',
  );
});
