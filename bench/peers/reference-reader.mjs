// The reference reader of this project, which says what is true and which the kernel is held against.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { filesBelow, settings } from './settings.mjs';

const require = createRequire(import.meta.url);

/** The one place that knows where the reference readers are. */
const referenceReader = settings.names
  ? require('../../dist/aws/reference-normalize.js').referenceNormalize
  : require('../../dist/azure/reference-normalize.js').referenceNormalizeBlob;

const { directory, out } = settings;
for (const path of filesBelow(directory)) {
  await referenceReader({ source: relative(directory, path), bytes: createReadStream(path) }, out);
}
