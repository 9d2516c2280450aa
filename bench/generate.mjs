// Generates flow logs, always the same for the same settings: node bench/generate.mjs [dataset] [megabytes]
import { DATASETS } from './data/datasets.mjs';
import { dataset } from './data/write-dataset.mjs';

const [name, megabytes] = process.argv.slice(2);
for (const each of name ? [name] : Object.keys(DATASETS)) {
  const began = performance.now();
  const { files, names, ...made } = await dataset(
    each,
    megabytes === undefined ? undefined : Number(megabytes),
  );
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  const shape = {
    bytesPerRow: Number((made.textBytes / made.rows).toFixed(1)),
    compression: Number((made.textBytes / made.storedBytes).toFixed(2)),
  };
  process.stdout.write(
    `${JSON.stringify({ ...made, files: files.length, fields: names?.length, ...shape, seconds })}\n`,
  );
}
