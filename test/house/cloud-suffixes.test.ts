import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files';

/** Suffixes of the public cloud. Other clouds have others, so code takes endpoints from resources or settings. */
const PUBLIC_SUFFIX =
  /core\.windows\.net|monitor\.azure\.com|azurewebsites\.net|vault\.azure\.net|login\.microsoftonline\.com/;

/** An example in a message, such as `https://<account>.blob.core.windows.net`. */
const EXAMPLE = /https:\/\/<\w+>\.[\w.]*/g;

/** Declares the endpoints of every cloud. */
const CLOUDS = 'azure/publisher/cloud.ts';

const COMMENT = /^\s*(\/\/|\/?\*)/;

test('no source file of the Azure face depends on the suffixes of the public cloud', () => {
  const files = sourceFiles('azure', 'constructs/cdktf').filter(({ path }) => path !== CLOUDS);
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => !COMMENT.test(line) && PUBLIC_SUFFIX.test(line.replace(EXAMPLE, '')))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
