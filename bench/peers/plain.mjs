// The plain reader of this project, which the command uses too where nothing faster reads the same.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { filesBelow, settings } from './settings.mjs';

const require = createRequire(import.meta.url);

/** The one place that knows where the plain readers are. */
const plainReader = settings.names
  ? require('../../dist/aws/normalize.js').normalize
  : require('../../dist/azure/normalize.js').normalizeBlob;

const { directory, out } = settings;
for (const path of filesBelow(directory)) {
  await plainReader({ source: relative(directory, path), bytes: createReadStream(path) }, out);
}
