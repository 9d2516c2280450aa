import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Zip, ZipDeflate, zipSync } from 'fflate';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { InputErrorCode } from '../../flows/input/input-error';
import { sourcesOf } from '../../normalizer/sources';
import { fileOf } from '../aws/sample-records';
import { chunks, temporaryDirectory } from '../support/normalized';

const LOG = Buffer.from(fileOf({}, {}));
const GZIP = gzipSync(LOG);
const KEY =
  'AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/11/22/123456789012_vpcflowlogs_eu-central-1_fl-0123456789abcdef0_20261122T1000Z_ab12cd34.log.gz';

/** What became of a source: its rows, why it was skipped, or the code of its error. */
async function outcomes(source: string, bytes: Uint8Array, size?: number): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for await (const each of sourcesOf({ source, bytes: chunks(bytes, size) })) {
    expect(found).not.toHaveProperty([each.source]);
    if ('skipped' in each) found[each.source] = each.skipped;
    else {
      found[each.source] = await each.normalize(temporaryDirectory()).then(
        ({ summary, origin }) => [summary.rows, origin.accountId, origin.region],
        ({ code }) => code,
      );
    }
  }
  return found;
}

type Files = readonly (readonly [path: string, bytes: Uint8Array])[];

async function tarOf(files: Readonly<Record<string, Uint8Array>> | Files): Promise<Buffer> {
  const archive = pack();
  for (const [name, bytes] of Array.isArray(files) ? (files as Files) : Object.entries(files))
    archive.entry({ name }, Buffer.from(bytes));
  archive.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of archive as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}

/** A zip archive that can contain a path several times, as programs that append can write it. */
function zipOf(files: Files): Buffer {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => void parts.push(part));
  for (const [path, bytes] of files) {
    const member = new ZipDeflate(path);
    zip.add(member);
    member.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(parts);
}

const ROWS = [2, undefined, undefined];

test('a log that is no archive is one source', async () => {
  expect(await outcomes('a.log', LOG)).toEqual({ 'a.log': ROWS });
  expect(await outcomes('a.log.gz', GZIP)).toEqual({ 'a.log.gz': ROWS });
});

describe('the members of an archive', () => {
  const files = { 'a.log': LOG, [KEY]: GZIP, '__MACOSX/._a.log': LOG, 'd/.DS_Store': LOG };
  const expected = (archive: string) => ({
    [`${archive}!a.log`]: ROWS,
    [`${archive}!${KEY}`]: [2, '123456789012', 'eu-central-1'],
    [`${archive}!__MACOSX/._a.log`]: 'metadata of macOS',
    [`${archive}!d/.DS_Store`]: 'a hidden file',
  });

  test.each([1_000, 65_536])('are sources of their own, in chunks of %i bytes', async (size) => {
    expect(await outcomes('x.zip', zipSync(files), size)).toEqual(expected('x.zip'));
    const tar = await tarOf(files);
    expect(await outcomes('x.tar', tar, size)).toEqual(expected('x.tar'));
    expect(await outcomes('x.tgz', gzipSync(tar), size)).toEqual(expected('x.tgz'));
  });

  test('survive an unreadable member', async () => {
    const mixed = { 'a.log': LOG, 'b.log.gz': GZIP.subarray(0, -1), 'c.log': LOG };
    const found = { 'x!a.log': ROWS, 'x!b.log.gz': InputErrorCode.DAMAGED, 'x!c.log': ROWS };
    expect(await outcomes('x', zipSync(mixed))).toEqual(found);
    expect(await outcomes('x', await tarOf(mixed))).toEqual(found);
  });

  test('of an archive in an archive are sources, one level deep', async () => {
    const inner = zipSync({ 'a.log': LOG });
    const middle = await tarOf({ 'in.zip': inner });
    expect(await outcomes('x.tar', middle)).toEqual({ 'x.tar!in.zip!a.log': ROWS });
    expect(await outcomes('x.zip', zipSync({ 'x.tar': middle }))).toEqual({
      'x.zip!x.tar!in.zip': InputErrorCode.UNSUPPORTED,
    });
  });

  test('keep any path as data', async () => {
    const files = { '../../etc/a.log': LOG, '/tmp/b.log': LOG };
    const found = { 'x!../../etc/a.log': ROWS, 'x!/tmp/b.log': ROWS };
    expect(await outcomes('x', zipSync(files))).toEqual(found);
    expect(await outcomes('x', await tarOf(files))).toEqual(found);
  });
});

describe.each([
  ['zip', async (files: Files) => zipOf(files)],
  ['tar', tarOf],
])('members of a %s archive with the same path', (_, archiveOf) => {
  test('are sources with different names', async () => {
    const files: Files = [
      [KEY, GZIP],
      ['a.log', LOG],
      ['a.log#2', LOG],
      [KEY, GZIP],
      ['a.log', LOG],
      ['a.log', LOG],
    ];
    const origin = [2, '123456789012', 'eu-central-1'];
    expect(await outcomes('x', await archiveOf(files))).toEqual({
      [`x!${KEY}`]: origin,
      'x!a.log': ROWS,
      'x!a.log#2': ROWS,
      [`x!${KEY}#2`]: origin,
      'x!a.log#3': ROWS,
      'x!a.log#4': ROWS,
    });
  });

  test('are sources with different names if they are archives, or have a path that is the name of another member', async () => {
    const inner = zipSync({ 'a.log': LOG });
    const files: Files = [
      ['in.zip', inner],
      ['in.zip', inner],
      ['in.zip!a.log', LOG],
    ];
    expect(await outcomes('x', await archiveOf(files))).toEqual({
      'x!in.zip!a.log': ROWS,
      'x!in.zip#2!a.log': ROWS,
      'x!in.zip!a.log#2': ROWS,
    });
  });

  test('but for a backslash are two sources, both with the origin in their path', async () => {
    const files: Files = [
      [KEY.replaceAll('/', '\\'), GZIP],
      [KEY, GZIP],
    ];
    const origin = [2, '123456789012', 'eu-central-1'];
    expect(await outcomes('x', await archiveOf(files))).toEqual({
      [`x!${KEY.replaceAll('/', '\\')}`]: origin,
      [`x!${KEY}`]: origin,
    });
  });
});

test('a zip archive of Windows can have directories and hidden files with backslashes', async () => {
  const files: Files = [
    ['d\\', Buffer.alloc(0)],
    ['d\\.hidden.log', LOG],
    ['d\\a.log', LOG],
  ];
  expect(await outcomes('x', zipOf(files))).toEqual({
    'x!d\\.hidden.log': 'a hidden file',
    'x!d\\a.log': ROWS,
  });
});

describe('an archive of a program', () => {
  /** Runs a program in a directory with two logs; undefined if it is not installed. */
  function archived(program: string, ...args: string[]): Buffer | undefined {
    const directory = temporaryDirectory();
    for (const path of ['a.log', 'd/b.log']) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), LOG);
    }
    symlinkSync('a.log', join(directory, 'link.log'));
    try {
      execFileSync(program, args, { cwd: directory, stdio: 'ignore' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return readFileSync(join(directory, 'out.zip'));
  }

  test.each([['gnu'], ['v7'], ['ustar'], ['pax']])('tar --format=%s', async (format) => {
    const bytes = archived('tar', `--format=${format}`, '-cf', 'out.zip', 'a.log', 'd', 'link.log');
    if (!bytes) return;
    const found = { 'x!a.log': ROWS, 'x!d/b.log': ROWS, 'x!link.log': 'a symbolic link' };
    expect(await outcomes('x', bytes)).toEqual(found);
  });

  test('zip, with and without a password', async () => {
    const open = archived('zip', '-q', '-r', 'out.zip', 'a.log', 'd');
    if (open) expect(await outcomes('x', open)).toMatchObject({ 'x!a.log': ROWS, 'x!d/b.log': ROWS });
    const locked = archived('zip', '-q', '-P', 'secret', 'out.zip', 'a.log');
    if (locked) expect(await outcomes('x', locked)).toEqual({ 'x!a.log': InputErrorCode.UNSUPPORTED });
  });
});

describe('a damaged archive', () => {
  const files = { 'a.log': LOG, 'b.log.gz': GZIP };

  test('that is truncated anywhere is an error, and never hangs', async () => {
    for (const bytes of [zipSync(files), await tarOf(files)]) {
      const step = Math.max(1, Math.floor(bytes.length / 60));
      for (let length = 4; length < bytes.length - 1_024; length += step) {
        const codes = Object.values(await outcomes('x', bytes.subarray(0, length)));
        expect(codes.filter((code) => code === 'damaged' || code === 'not-a-flow-log')).not.toEqual([]);
      }
    }
  });

  test('is named as truncated', async () => {
    const bytes = zipSync(files).subarray(0, 90);
    const { value: source } = await sourcesOf({ source: 'x.zip', bytes }).next();
    const attempt = source && 'normalize' in source ? source.normalize(temporaryDirectory()) : undefined;
    await expect(attempt).rejects.toThrow('it is truncated');
  });

  test('with a wrong checksum of a member is an error', async () => {
    const zip = Buffer.from(zipSync({ 'a.log': LOG }, { level: 0 }));
    const at = zip.indexOf('ACCEPT');
    zip.write('REJECT', at);
    expect(await outcomes('x', zip)).toEqual({ 'x!a.log': InputErrorCode.DAMAGED });
  });

  test('whose members overlap is an error', async () => {
    const zip = Buffer.from(zipSync({ 'a.log': LOG, 'b.log': LOG }, { level: 0 }));
    const size = zip.readUInt32LE(18);
    const directory = zip.indexOf('PK\x01\x02');
    zip.writeUInt32LE(size * 40, directory + 20);
    zip.writeUInt32LE(size * 40, directory + 24);
    expect(Object.values(await outcomes('x', zip))).toContain(InputErrorCode.DAMAGED);
  });
});
