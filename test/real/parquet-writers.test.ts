import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectSame } from '../aws/both-readers';
import { temporaryDirectory } from '../support/normalized';
import { hasCommand, hasPart } from '../support/processes';

/** Writes a table of all types. Arguments: path, and options of the writer as Python. */
const PROGRAM = `
import sys, datetime, decimal, pyarrow as pa, pyarrow.parquet as pq
rows = range(6000)
utc = datetime.timezone.utc
table = pa.table({
    'version': pa.array([2 for i in rows], pa.int32()),
    'account_id': ['123456789012' for i in rows],
    'interface_id': ['eni-%d' % (i % 40) for i in rows],
    'srcaddr': ['192.0.2.%d' % (i % 256) if i % 9 else None for i in rows],
    'dstaddr': ['2001:db8::%x' % i for i in rows],
    'srcport': pa.array([i % 65536 for i in rows], pa.uint16()),
    'dstport': pa.array([float(i % 65536) if i % 7 else None for i in rows], pa.float64()),
    'protocol': pa.array([6 if i % 3 else 17 for i in rows], pa.int8()),
    'packets': pa.array([2**63 - 1 - i for i in rows], pa.int64()),
    'bytes': pa.array([decimal.Decimal(i) * 10**9 for i in rows], pa.decimal128(20, 0)),
    'start': [datetime.datetime.fromtimestamp(1795341600 + i, utc) for i in rows],
    'end': pa.array([1795341660 + i for i in rows], pa.int64()),
    'action': pa.array(['ACCEPT' if i % 5 else 'two words' for i in rows]).dictionary_encode(),
    'log_status': pa.array([None for i in rows], pa.string()),
    'az_id': pa.array([b'\\xff' if i % 500 == 0 else b'euw1-az1' for i in rows], pa.binary()),
    'instance_tag': ['None' if i % 2 else 'grün' for i in rows],
})
pq.write_table(table, sys.argv[1], **eval(sys.argv[2]))
`;

const OPTIONS: readonly string[] = [
  "dict(compression='gzip')",
  "dict(compression='none', use_dictionary=False, row_group_size=2000)",
  "dict(compression='snappy', data_page_version='2.0', version='2.6', data_page_size=2000)",
  "dict(compression='zstd', version='1.0', dictionary_pagesize_limit=3000, write_page_checksum=True)",
  "dict(compression='gzip', data_page_version='2.0', use_dictionary=False, use_byte_stream_split=['dstport'], " +
    "column_encoding={'packets': 'DELTA_BINARY_PACKED', 'end': 'DELTA_BINARY_PACKED', 'dstaddr': 'DELTA_BYTE_ARRAY', " +
    "'interface_id': 'DELTA_LENGTH_BYTE_ARRAY'})",
];

const present = hasPart('pyarrow', 'pip install pyarrow', hasCommand('python3', '-c', 'import pyarrow'));

describe.skipIf(!present)('a file of pyarrow is read by column and by row with the same result', () => {
  test.each(OPTIONS)('with %s', { timeout: 120_000 }, async (options) => {
    const path = join(temporaryDirectory(), 'flows.parquet');
    execFileSync('python3', ['-c', PROGRAM, path, options]);
    const { result } = await expectSame({ source: 'a.parquet', bytes: readFileSync(path) });
    expect(result?.summary.records).toBe(6_000);
    expect(result?.summary.rows).toBeGreaterThan(2_000);
  });
});
