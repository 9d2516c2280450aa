// The page of the forms of input that the normalizer reads, and of the files that it names.
import { requireSource } from '../sources.mjs';
import { capital, page, table } from './markdown.mjs';

const { ALL_FORMS, ALL_FOREIGN_FORMS } = requireSource('normalizer/recognize-any.ts');
const { LAYERS } = requireSource('flows/input/layers/index.ts');

export function inputsPage() {
  return page('Input forms', [
    'The normalizer decides the form of a source from its first 64 KiB, after decompression. If several forms match, the',
    'first in this list reads the source. `flow-logs normalize --explain` prints the form and the reason.',
    '',
    '- A source that no form recognizes is a blob if its path is that of a blob of a flow log. Otherwise it is text in the',
    '  format that `--format` names. Without `--format`, the error states what the source seems to be.',
    '- Records that do not name their fields need `--format`, with the format of the flow log. If a named format, such as',
    '  `default` or `v5`, fits the records, the error suggests it. `flow-logs format show` lists the named formats.',
    '',
    ...table(
      ['form', 'source', 'needs `--format`'],
      ALL_FORMS.map(({ id, title, description }) => [
        `[${id}](#${id})`,
        capital(title),
        needsFormat(description) ? 'if the records do not name their fields' : '',
      ]),
    ),
    '',
    ...ALL_FORMS.flatMap(formLines),
    '## Compression, encoding and archives',
    '',
    `Around every form, in any combination: ${LAYERS.map(({ name }) => name).join(', ')}. gzip can have several members, zstd`,
    'several frames; their checksums are verified. A zstd window can have 8 MiB at most.',
    '',
    'The command line and `sourcesOf` read the members of zip and tar archives, each as a source of its own with the name',
    '`archive.zip!folder/file.log`. An archive can be in an archive. A member is data: nothing is written to its path.',
    'If an archive contains a path several times, the names of the second and later members end with `#2`, `#3` and so on.',
    '',
    '## Files that are no flow logs',
    '',
    'The error names these files and states what to do:',
    '',
    ...table(
      ['files', 'what to do'],
      [...new Set(ALL_FOREIGN_FORMS.map(({ advice }) => advice))].map((advice) => [
        titlesWith(advice).join('; '),
        advice,
      ]),
    ),
  ]);
}

/** Titles of the files with the same advice. Several forms of a file can have one title. */
function titlesWith(advice) {
  return [...new Set(ALL_FOREIGN_FORMS.filter((form) => form.advice === advice).map(({ title }) => title))];
}

/** Whether a form can have records that do not name their fields. */
function needsFormat({ recognizedBy, example }) {
  return [recognizedBy, example].some((text) => text.includes('--format'));
}

function formLines({ id, title, cloud, description }) {
  const { recognizedBy, example, sourceDocument, sourceRow, notes } = description;
  return [
    `## ${id}`,
    '',
    `**${capital(title)}** (${cloud}). Recognized by: ${recognizedBy}. Source: ${sourceDocument}.`,
    `\`source_row\` counts: ${sourceRow}.${notes ? ` ${notes}` : ''}`,
    '',
    '```sh',
    example,
    '```',
    '',
  ];
}
