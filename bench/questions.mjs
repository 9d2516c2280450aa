// Measures the questions over records of both clouds, logged at both ends:
//   node bench/questions.mjs [--rows N] [--rounds N] [--questions NAME,NAME] [--before DIR] [--json]
//   --before DIR  a checkout of another version, whose questions of the same name are measured in turn
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { require } from 'tsx/cjs/api';
import { table } from '../scripts/pages/markdown.mjs';
import { writeQuestionRows } from './data/question-rows.mjs';
import { CACHE, ROOT } from './measure/root.mjs';
import { spread } from './measure/statistics.mjs';

const PROGRAM = join(ROOT, 'bench/measure/run-query.mjs');
const SOURCE = 'flows/questions/index.ts';
const THREADS = '2';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    questions: { type: 'string' },
    before: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const chosen = values.questions?.split(',');
const now = questionsOf(ROOT).filter(({ name }) => !chosen || chosen.includes(name));
const before = values.before === undefined ? [] : questionsOf(resolve(values.before));
const file = join(CACHE, `questions-${values.rows}.parquet`);
await writeQuestionRows(file, Number(values.rows));

const results = [];
for (const { name, sql } of now) {
  const variants = [
    { sql, runs: [] },
    { sql: before.find((question) => question.name === name)?.sql, runs: [] },
  ].filter((variant) => variant.sql !== undefined);
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const variant of variants) variant.runs.push(run(name, variant.sql));
  }
  const [after, earlier] = variants.map(({ runs }) => ({
    seconds: spread(runs.map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
    rows: runs[0].rows,
  }));
  results.push({
    name,
    ...after,
    before: earlier,
    ratio: earlier && after.seconds.median / earlier.seconds.median,
  });
  if (values.json) process.stdout.write(`${JSON.stringify(results.at(-1))}\n`);
}
if (!values.json) process.stdout.write(`${table(headings(), results.map(cells)).join('\n')}\n`);

function questionsOf(root) {
  return require(join(root, SOURCE), import.meta.url).QUESTIONS;
}

/** Runs a query in a process of its own, so that the peak memory is that of the query. */
function run(name, sql) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, file, THREADS], {
    input: sql,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} failed: ${stderr.slice(-2_000)}`);
  return JSON.parse(stdout);
}

function headings() {
  return [
    'question',
    'seconds (least to most)',
    'peak MiB',
    ...(values.before ? ['before', 'peak MiB before', 'ratio'] : []),
  ];
}

function cells({ name, seconds, peakMegabytes, before: earlier, ratio }) {
  const own = [name, secondsText(seconds), String(Math.round(peakMegabytes))];
  if (!values.before) return own;
  if (!earlier) return [...own, 'new', '', ''];
  return [...own, secondsText(earlier.seconds), String(Math.round(earlier.peakMegabytes)), ratio.toFixed(1)];
}

function secondsText({ median, min, max }) {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}
