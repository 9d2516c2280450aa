// A typical hand-written function: readline, split at spaces, columns of JavaScript values, hyparquet-writer.
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer';
import { fieldType } from './field-types.mjs';
import { filesBelow, settings } from './settings.mjs';

const TYPES = { int32: 'INT32', int64: 'INT64', text: 'STRING' };
const VALUES = { int32: Number, int64: BigInt, text: (text) => text };

for (const path of filesBelow(settings.directory)) await convert(path);

async function convert(path) {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  let columns;
  for await (const line of lines) {
    const values = line.split(' ');
    if (!columns) columns = values.map(emptyColumn);
    else {
      for (const [index, text] of values.entries()) {
        const { data, value } = columns[index];
        data.push(text === '-' ? null : value(text));
      }
    }
  }
  const columnData = columns.map(({ name, type, data }) => ({ name, type, data, nullable: true }));
  await parquetWriteFile({ filename: join(settings.out, `${basename(path)}.parquet`), columnData });
}

function emptyColumn(name) {
  const type = fieldType(name);
  return { name, type: TYPES[type], value: VALUES[type], data: [] };
}
