import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { resumable } from '../../../cli/cloud/resumable';
import { SourceError } from '../../../cli/normalize/source-error';

const CONTENT = Buffer.from(Array.from({ length: 1_000 }, (_, n) => n % 251));
const FAST = { size: CONTENT.length, idleMillis: 50, pauseMillis: 0 };

async function* chunks(from: number, to: number, end?: Error): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += 100) yield CONTENT.subarray(at, Math.min(to, at + 100));
  if (end) throw end;
}

async function contentOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

describe('the bytes of an object', () => {
  test('continue where a connection was lost', async () => {
    const offsets: number[] = [];
    const from = async (offset: number) => {
      offsets.push(offset);
      return chunks(offset, Math.min(CONTENT.length, offset + 350), new Error('socket hang up'));
    };
    expect(await contentOf(resumable(from, FAST))).toEqual(CONTENT);
    expect(offsets).toEqual([0, 350, 700]);
  });

  test('continue where a connection ended early, or became silent', async () => {
    const silent: PassThrough[] = [];
    const from = async (offset: number) => {
      if (offset === 0) return chunks(0, 500);
      if (silent.length > 0) return chunks(offset, CONTENT.length);
      const stream = new PassThrough();
      stream.write(CONTENT.subarray(offset, offset + 10));
      silent.push(stream);
      return stream;
    };
    expect(await contentOf(resumable(from, FAST))).toEqual(CONTENT);
    expect(silent.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test('begin with what is open already', async () => {
    const from = async (offset: number) => chunks(offset, CONTENT.length);
    expect(await contentOf(resumable(from, { ...FAST, first: chunks(0, 500) }))).toEqual(CONTENT);
  });
});

describe('an object fails', () => {
  test('if its connection is lost several times without a byte', async () => {
    let requests = 0;
    const from = async (offset: number) => {
      requests++;
      return chunks(offset, Math.max(offset, 300), new Error('socket hang up'));
    };
    await expect(contentOf(resumable(from, FAST))).rejects.toThrow(
      'cannot be read: socket hang up (after 300 of 1000 bytes). Run the command again',
    );
    expect(requests).toBe(5);
  });

  test('at once if the cloud refuses it', async () => {
    let requests = 0;
    const from = async () => {
      requests++;
      throw new SourceError('does not exist');
    };
    await expect(contentOf(resumable(from, FAST))).rejects.toThrow('does not exist');
    expect(requests).toBe(1);
  });
});

test('a reader that stops early closes the connection', async () => {
  const stream = new PassThrough();
  stream.write(CONTENT.subarray(0, 100));
  for await (const chunk of resumable(async () => stream, FAST)) {
    expect(chunk).toHaveLength(100);
    break;
  }
  expect(stream.destroyed).toBe(true);
});
