// The plain reader of this project, which says what is true and which the kernel is held against.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { filesBelow, settings } from './settings.mjs';

const require = createRequire(import.meta.url);

/** The one place that knows where the plain readers are. */
const plainReader = settings.names
  ? require('../../dist/aws/normalize-plain.js').normalizePlain
  : require('../../dist/azure/normalize-plain.js').normalizeBlobPlain;

const { directory, out } = settings;
for (const path of filesBelow(directory)) {
  await plainReader({ source: relative(directory, path), bytes: createReadStream(path) }, out);
}
