// Measures `flow-logs normalize` over the same records as text and as documents of CloudWatch Logs and Firehose:
//   node bench/documents.mjs [rounds] [megabytes of text]
import { DOCUMENT_FORMS, documentsOf } from './data/documents.mjs';
import { dataset } from './data/write-dataset.mjs';
import { compareForms } from './measure/compare-forms.mjs';

const text = await dataset('aws-v2', Number(process.argv[3] ?? 114));
const format = text.names.map((name) => `\${${name}}`).join(' ');
const forms = new Map([['text', text.directory]]);
for (const form of Object.keys(DOCUMENT_FORMS)) forms.set(form, documentsOf(form, text));

await compareForms(text, forms, Number(process.argv[2] ?? 5), (directory) =>
  directory === text.directory ? [] : ['--format', format],
);
