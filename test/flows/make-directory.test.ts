import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDirectory } from '../../flows/make-directory';
import { temporaryDirectory } from '../support/normalized';

test('creates the directories above, and accepts a directory that exists', () => {
  const path = join(temporaryDirectory(), 'a/b/c');
  makeDirectory(path);
  makeDirectory(path);
  expect(existsSync(path)).toBe(true);
});

test.skipIf(!existsSync('/proc/self'))('fails where nothing can be created', () => {
  expect(() => makeDirectory('/proc/tables/flows')).toThrow('ENOENT');
});

test.each(['file', 'file/below', 'dangling', 'loop/below'])('fails at %s', (path) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'file'), '');
  symlinkSync('nowhere', join(directory, 'dangling'));
  symlinkSync('loop', join(directory, 'loop'));
  expect(() => makeDirectory(join(directory, path))).toThrow(/EEXIST|ENOTDIR|ELOOP/);
});
