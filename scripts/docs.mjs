// Writes the pages that are derived from the catalogues: npm run docs. A test compares them with the sources.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnlyProperties } from './create-only-properties.mjs';
import { cliPage } from './pages/cli-page.mjs';
import { costPage } from './pages/cost-page.mjs';
import { inputsPage } from './pages/inputs-page.mjs';
import { capital, page, table } from './pages/markdown.mjs';
import { permissionsPage } from './pages/permissions-page.mjs';
import { pullRequestsPage } from './pages/pull-requests-page.mjs';
import { standardPages } from './pages/standard-pages.mjs';
import { ROOT } from './project.mjs';
import { requireSource } from './sources.mjs';

const { FLOW_COLUMNS, REJECT_COLUMNS, TgwField, VpcField } = requireSource('normalizer/index.ts');
const { AWS_VIEWS } = requireSource('aws/views/index.ts');
const { QUESTIONS, QuestionGroup } = requireSource('flows/questions/index.ts');
const { QUESTION_FILTERS } = requireSource('flows/questions/filters/index.ts');
const { QuestionParameter } = requireSource('aws/question-parameter.ts');
const { relationViews, VIEWS, typeText } = requireSource('flows/views/index.ts');
const { KQL_QUESTIONS } = requireSource('azure/questions/index.ts');
const { LOG_TABLES } = requireSource('azure/log-tables/index.ts');
const { KQL_RULES } = requireSource('azure/kql/index.ts');

const PARAMETERS = Object.values(QuestionParameter);

/** The pages by their path from the root. */
async function catalogPages() {
  return {
    'docs/cli.md': await cliPage(),
    'docs/table.md': page('The tables', [
      'Partitions, Hive style: `cloud=/account_id=/region=/day=`, where `day` is the UTC day of the event. `day` is text,',
      '`YYYY-MM-DD`. A column that a format has no field for is null; null is never zero.',
      '',
      '## flows',
      '',
      'A row is one source record. `(source, source_row)` is its identity.',
      '',
      ...columnTable(FLOW_COLUMNS),
      '',
      '## rejects',
      '',
      'Records that could not become rows. Counts: rows + rejects + duplicates = records, always. A duplicate is a',
      'record that an Azure blob contains twice; AWS objects have none.',
      '',
      ...columnTable(REJECT_COLUMNS),
    ]),
    'docs/inputs.md': inputsPage(),
    'docs/questions.md': page('Questions and views', [
      'Saved queries over the table `flows`, in SQL that DuckDB and Trino (Amazon Athena, engine version 3) both execute.',
      '`flow-logs questions --json` prints the SQL, `flow-logs query DIR --question NAME` prints the result.',
      '[How questions count](how-questions-count.md) defines connections, openers, internal addresses, hours and volumes.',
      '',
      '## Filters',
      '',
      'Every question has these filters: as options of `flow-logs query DIR --question NAME`, and in Athena as conditions in',
      'comments of the saved queries. A filter that the rows of a question cannot have is an error. Filters with a cross can be',
      'execution parameters of the saved queries (`questionParameters` of `FlowLake`).',
      '',
      ...table(
        ['filter', 'use', 'several values', 'parameter'],
        QUESTION_FILTERS.map(({ name, about, sample, isList }) => [
          `\`--${name} ${sample}\``,
          about,
          isList ? 'yes' : '',
          PARAMETERS.includes(name) ? 'x' : '',
        ]),
      ),
      '',
      ...Object.values(QuestionGroup).flatMap((group) => [
        `## ${capital(group)}`,
        '',
        ...QUESTIONS.filter((question) => question.group === group).flatMap(questionLines),
      ]),
      '## Views',
      '',
      ...[...VIEWS, ...AWS_VIEWS, ...relationViews()].flatMap(viewLines),
    ]),
    'docs/azure-questions.md': page('Questions in Log Analytics', [
      'Saved queries in KQL over the tables that Traffic Analytics writes to a workspace. `FlowLake` saves them in a query',
      'pack if Traffic Analytics is on. `FlowQuestions` saves them for an existing workspace. The workbook shows a',
      'part of them. The time range is that of the arrival, which is up to an hour after the flow.',
      '',
      '## Filters',
      '',
      'A query begins with a variable for each of its [filters](questions.md#filters). Enter a value or a list with commas, such as',
      '`let filter_port = "22, 3389";`. An empty text selects every flow. The workbook has the filters as parameters.',
      'Traffic Analytics has no source ports: `filter_port` compares the destination port.',
      '',
      ...Object.values(QuestionGroup).flatMap((group) => {
        const questions = KQL_QUESTIONS.filter((question) => question.group === group);
        return questions.length === 0
          ? []
          : [`## ${capital(group)}`, '', ...questions.flatMap(kqlQuestionLines)];
      }),
      '## Checks of your own queries',
      '',
      'The Kusto language service checks names and types against the tables below. These rules check the rest:',
      '',
      ...table(
        ['rule', 'problem', 'why'],
        KQL_RULES.map(({ id, title, why }) => [`\`${id}\``, title, why]),
      ),
      '',
      '## Tables',
      '',
      ...LOG_TABLES.flatMap(logTableLines),
    ]),
    ...standardPages(),
    'docs/cost.md': costPage(),
    'docs/permissions.md': permissionsPage(),
    'docs/pull-requests.md': await pullRequestsPage(),
    'standard/adapters/cloudformation/create-only-properties.ts': createOnlyProperties(),
    'docs/aws-fields.md': page('The fields of AWS flow logs', [
      '## VPC flow logs',
      '',
      ...fieldTable(VpcField.all()),
      '',
      '## Transit gateway flow logs',
      '',
      ...fieldTable(TgwField.all()),
    ]),
  };
}

function questionLines({ name, title, description, columns, needs, logTypes, alsoKnownAs = [] }) {
  const needed = `Needs ${needs.map((column) => `\`${column}\``).join(', ')}`;
  const kinds = logTypes ? `; flow logs of kind ${logTypes.join(', ')}` : '';
  const aws = alsoKnownAs.map((query) => `\`VpcFlowLogs${query}\``).join(', ');
  const known = aws ? [`Name in the Athena template of AWS: ${aws}.`] : [];
  return [
    `### ${name}`,
    '',
    `**${title}** ${description}`,
    '',
    [`${needed}${kinds}.`, ...known, columnsLine(columns)].join(' '),
    '',
  ];
}

function columnsLine({ keys, values }) {
  return `Returns ${[...keys, ...values].map((column) => `\`${column}\``).join(', ')}.`;
}

function kqlQuestionLines({ name, title, description, columns, tables }) {
  return [
    `### ${name}`,
    '',
    `**${title}** ${description}`,
    '',
    `Reads ${tables.map((each) => `\`${each}\``).join(', ')}. ${columnsLine(columns)}`,
    '',
  ];
}

function logTableLines({ name, about, columns, retirement }) {
  const end = retirement
    ? [`Retires on ${retirement.endsOn}. Use ${retirement.successors.join(' and ')}.`, '']
    : [];
  return [`### ${name}`, '', about, '', ...end, ...columnLines(columns), ''];
}

/** Columns by their types, which are few. */
function columnLines(columns) {
  const types = [...new Set(columns.map(({ type }) => type))];
  return table(
    ['type', 'columns'],
    types.map((type) => [
      `\`${type}\``,
      columns
        .filter((column) => column.type === type)
        .map((column) => `\`${column.name}\``)
        .join(' '),
    ]),
  );
}

function viewLines({ name, about, columns }) {
  return [`### ${name}`, '', about, '', ...viewColumnTable(columns), ''];
}

function viewColumnTable(columns) {
  const rows = columns.map(({ name, type, meaning }) => [
    `\`${name}\``,
    `\`${typeText(type, 'trino').replaceAll('"', '')}\``,
    ...(meaning ? [meaning] : []),
  ]);
  return table(['column', 'type', 'meaning'].slice(0, rows[0].length), rows);
}

function columnTable(columns) {
  return table(
    ['column', 'type', 'null when', 'meaning', 'OCSF 4001'],
    columns.map(({ name, type, unit, words, nulls, meaning, ocsf }) => [
      `\`${name}\``,
      unit ? `${type}, ${unit}` : type,
      nulls,
      words ? `${meaning}; values: ${words.join(', ')}` : meaning,
      ocsf,
    ]),
  );
}

function fieldTable(fields) {
  return table(
    ['field', 'since', 'Parquet type', 'column', 'meaning', 'has a value for'],
    fields.map(({ name, version, fieldType, column, meaning, availableFor }) => [
      `\`${name}\``,
      `v${version}`,
      fieldType,
      `\`${column}\``,
      meaning,
      availableFor.join(', '),
    ]),
  );
}

/** Pages that differ from the catalogues. */
async function stalePages() {
  return Object.entries(await catalogPages())
    .filter(([path, text]) => read(join(ROOT, path)) !== text)
    .map(([path]) => path);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[2] === '--check') {
  const stale = await stalePages();
  if (stale.length > 0) {
    process.stderr.write(`${stale.join(', ')}: outdated; run npm run docs\n`);
    process.exit(1);
  }
} else {
  mkdirSync(join(ROOT, 'docs/rules'), { recursive: true });
  for (const [path, text] of Object.entries(await catalogPages())) writeFileSync(join(ROOT, path), text);
}
