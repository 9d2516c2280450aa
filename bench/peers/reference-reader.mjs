// The reference reader of this project, which defines the expected results of the kernel.
import { createReadStream } from 'node:fs';
import { relative } from 'node:path';
import { requireSource } from '../../scripts/sources.mjs';
import { filesBelow, settings } from './settings.mjs';

/** The reference reader of the cloud of the dataset. */
const referenceReader = settings.names
  ? requireSource('aws/reference-normalize.ts').referenceNormalize
  : requireSource('azure/reference-normalize.ts').referenceNormalizeBlob;

const { directory, out } = settings;
for (const path of filesBelow(directory)) {
  await referenceReader({ source: relative(directory, path), bytes: createReadStream(path) }, out);
}
