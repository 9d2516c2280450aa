import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentsOf } from '../data/documents.mjs';
import { ACCOUNT, REGION } from '../data/network.mjs';
import { parquetOf } from '../data/parquet.mjs';
import { objectServer } from './object-server.mjs';
import { CACHE, ROOT } from './root.mjs';
import { canPin } from './run-process.mjs';

const FORMAT_ID = 'bench';
/** How often the function reads each object; only the last pass is measured. */
const PASSES = 2;
/** Memory with which a function has one full processor. */
const MEMORY_MEGABYTES = 1_769;

const streamKey = (via, index) =>
  `streams/${via}/${ACCOUNT}/${REGION}/${FORMAT_ID}/2026/11/22/00/stream-1-2026-11-22-00-05-00-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** The forms of raw objects: each returns the directory of the files, and the key of a file. */
const FORMS = {
  text: { directory: (text) => text.directory, key: (path) => path },
  parquet: {
    directory: (text) => parquetOf('Parquet, gzip', text),
    key: (_path, index, text) => text.files[index].path.replace('.log.gz', '.log.parquet'),
  },
  firehose: {
    directory: (text) => documentsOf('Firehose', text),
    key: (_path, index) => `${streamKey('firehose', index)}.gz`,
  },
  subscription: {
    directory: (text) => documentsOf('CloudWatch Logs subscription', text),
    key: (_path, index) => streamKey('cloudwatch', index),
  },
};

/**
 * Invokes the bundled function for every file of a format, in several forms.
 *
 * @returns by form: the least CPU time and time of all rounds, bytes and number of the files of the table, bytes of raw objects, bytes
 * of the log
 * @throws Error if the function fails, or writes another number of rows
 */
export async function measureForms(text, format, forms, rounds) {
  const measured = {};
  for (const form of forms) {
    const directory = await FORMS[form].directory(text);
    const paths = form === 'text' ? text.files.map(({ path }) => path) : numbered(directory);
    const objects = new Map(
      paths.map((path, index) => [FORMS[form].key(path, index, text), readFileSync(join(directory, path))]),
    );
    measured[form] = await measure(objects, text, format, rounds);
  }
  return measured;
}

/** The files of a directory by their number. */
function numbered(directory) {
  return readdirSync(directory).sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
}

async function measure(objects, { rows }, { names }, rounds) {
  const keys = join(CACHE, 'keys.json');
  writeFileSync(keys, JSON.stringify([...objects.keys()]));
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    const server = await objectServer(objects);
    try {
      const run = await invoke(keys, server.url, names);
      if (run.rows !== rows) throw new Error(`expected ${rows} rows, the normalizer wrote ${run.rows}`);
      runs.push({ ...run, ...server.received });
    } finally {
      server.close();
    }
  }
  // other programs only add to a time
  const least = (name) => Math.min(...runs.map((run) => run[name]));
  const [first] = runs;
  return {
    ...first,
    storedBytes: [...objects.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    tableBytes: Math.round(first.bytes / PASSES),
    tableObjects: Math.round(first.count / PASSES),
    cpuMillis: Math.ceil(least('cpuSeconds') * 1000),
    seconds: least('seconds'),
  };
}

function invoke(keys, url, names) {
  const program = join(ROOT, 'bench/measure/invoke-normalizer.mjs');
  const pinned = canPin ? ['taskset', '-c', '0'] : [];
  const [command, ...args] = [...pinned, process.execPath, program, keys];
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_LAMBDA_FUNCTION_NAME: 'NetworkStack-LakeNormalizerFunction0A1B2C3D-0123456789ab',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MEGABYTES),
      FLOW_TABLE_BUCKET: 'table',
      FLOW_LOG_FORMATS: JSON.stringify({ [FORMAT_ID]: names.map((name) => `\${${name}}`).join(' ') }),
    },
  });
  const output = { stdout: '', stderr: '' };
  for (const name of Object.keys(output))
    child[name].setEncoding('utf8').on('data', (part) => {
      output[name] += part;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output.stdout));
      else reject(new Error(`the normalizer ended with ${code}: ${output.stderr.slice(-2_000)}`));
    });
  });
}
