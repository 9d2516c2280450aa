import { expect, test, vi } from 'vitest';
import type { TupleVersion } from '../../../azure/records/tuple-version';
import { blobOf, vnetRecord } from './read-blob';
import { expectSame, readByKernel } from './read-both';

// declares versions that Azure does not have, before any module derives something from the list of versions
vi.mock('../../../azure/records/tuple-versions', async (importOriginal) => {
  const { TUPLE_VERSIONS, ...original } =
    await importOriginal<typeof import('../../../azure/records/tuple-versions')>();
  const { sameAsColumn } = await vi.importActual<typeof import('../../../azure/records/tuple-field')>(
    '../../../azure/records/tuple-field',
  );
  const { VNET_TUPLE_4 } = await vi.importActual<typeof import('../../../azure/records/vnet-tuple')>(
    '../../../azure/records/vnet-tuple',
  );
  const withFields = (version: number, count: number): TupleVersion => ({
    ...VNET_TUPLE_4,
    version,
    fields: [...VNET_TUPLE_4.fields, ...Array.from({ length: count }, () => sameAsColumn('traffic_path'))],
  });
  (TUPLE_VERSIONS as TupleVersion[]).push(withFields(5, 1), withFields(6, 12));
  return { ...original, TUPLE_VERSIONS };
});

const MIDNIGHT = Date.parse('2026-11-22');

function tuples(extraFields: string): string[] {
  return Array.from(
    { length: 400 },
    (_, number) => `${MIDNIGHT + number},10.0.0.4,10.1.0.5,${number},443,6,O,C,NX,${extraFields}2,100,1,52`,
  );
}

test('the kernel reads a new tuple version from its declaration', async () => {
  const blob = Buffer.from(blobOf(vnetRecord(tuples('7,'), { flowLogVersion: 5 }), vnetRecord(tuples(''))));
  expect(await expectSame(blob)).toBe(2);
  const { sink } = await readByKernel(blob);
  expect(sink.rows.map(({ traffic_path }) => traffic_path)).toEqual([
    ...Array.from({ length: 400 }, () => 7),
    ...Array.from({ length: 400 }, () => null),
  ]);
});

test('the reference reader reads a version with more fields than the kernel supports', async () => {
  const blob = blobOf(vnetRecord(tuples('7,'.repeat(12)), { flowLogVersion: 6 }), vnetRecord(tuples('')));
  expect(await expectSame(Buffer.from(blob))).toBe(1);
});
