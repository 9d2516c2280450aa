// Measures `flow-logs normalize` over the same records as text and as Parquet with the types of AWS:
//   node bench/parquet.mjs [rounds] [megabytes of text] [dataset]
import { PARQUET_FORMS, parquetOf } from './data/parquet.mjs';
import { dataset } from './data/write-dataset.mjs';
import { compareForms } from './measure/compare-forms.mjs';

const text = await dataset(process.argv[4] ?? 'aws-v2', Number(process.argv[3] ?? 114));
const forms = new Map([['text', text.directory]]);
for (const form of Object.keys(PARQUET_FORMS)) forms.set(form, await parquetOf(form, text));

await compareForms(text, forms, Number(process.argv[2] ?? 5));
