import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { fieldType } from '../peers/field-types.mjs';

const TYPES = { int32: 'INTEGER', int64: 'BIGINT', text: 'VARCHAR' };

/** Settings of the Parquet files, by name. AWS compresses with gzip. */
export const PARQUET_FORMS = {
  'Parquet, gzip': "compression 'gzip'",
  'Parquet, gzip, version 2': "compression 'gzip', parquet_version 'v2'",
  'Parquet, zstd': "compression 'zstd'",
};

/** Writes the records of text files as Parquet with the types of AWS, or returns the directory of an earlier run. */
export async function parquetOf(form, { directory, files, names }) {
  const target = join(directory, '..', form.replaceAll(/[ ,]+/g, '-').toLowerCase());
  if (existsSync(target)) return target;
  const temporary = `${target}.part`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = names
    .map((name) => `'${name.replaceAll('-', '_')}': '${TYPES[fieldType(name)]}'`)
    .join(', ');
  for (const [index, { path }] of files.entries()) {
    await connection.run(`
      copy (select * from read_csv('${join(directory, path)}', delim = ' ', header = true, quote = '', escape = '',
        nullstr = '-', auto_detect = false, columns = {${columns}}))
      to '${join(temporary, `${index}.log.parquet`)}' (format parquet, ${PARQUET_FORMS[form]})`);
  }
  connection.closeSync();
  renameSync(temporary, target);
  return target;
}
