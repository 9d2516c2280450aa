import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files';

test('only main.ts uses the streams, environment and exit code of the process', () => {
  const users = sourceFiles('cli').filter(({ text }) =>
    /\bconsole\.|\bprocess\.(stdout|stderr|env|argv|exit|exitCode)\b/.test(text),
  );
  expect(users.map(({ path }) => path)).toEqual(['cli/main.ts']);
});
