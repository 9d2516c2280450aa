// npm start: the whole main job on this machine, without an account.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, ROOT, say } from './prepare.mjs';

const DEMO = join(ROOT, '.demo');
const RAW = join(DEMO, 'raw');
const TABLES = join(DEMO, 'tables');
const ASSEMBLY = join(DEMO, 'cdk.out');
const EXAMPLE = join(ROOT, 'examples/cdk-vpc');
const AZURE_EXAMPLE = join(ROOT, 'examples/cdktf-vnet');
const AZURE_ASSEMBLY = join(DEMO, 'cdktf.out');
const AZURE_STACK = join(AZURE_ASSEMBLY, 'stacks/network');

prepare();
rmSync(DEMO, { recursive: true, force: true });
// the SDK warns of Node 20; Lambda runs the function on a newer one
process.removeAllListeners('warning');

say('synthesising examples/cdk-vpc, as `cdk synth` does');
const bundle = synthesise();

say('synthesising examples/cdktf-vnet, as `cdktf synth` does');
synthesiseAzure();

say('sending an hour of sample raw logs through the bundle that the construct deploys');
await normalize(bundle);

const { QUESTIONS } = createRequire(import.meta.url)('../dist/flows/questions/index.js');
for (const name of ['rejected-traffic', 'reachable-ports', 'expected-traffic', 'bytes-by-hour']) {
  say(`flow-logs query ${relative(process.cwd(), TABLES)} --question ${name}`);
  flowLogs('query', TABLES, '--question', name);
}

say('holding both apps against the built-in standard: flow-logs check');
flowLogs('check', ASSEMBLY);
flowLogs('check', AZURE_ASSEMBLY);

say('what to try next');
process.stdout.write(`  npx flow-logs questions                                    ${QUESTIONS.length} questions there are in all
  npx flow-logs normalize <your raw logs> --out tables       read logs of your own
  npx flow-logs query tables --sql 'select * from rejects'    look at what could not be read
  npx flow-logs format show                                  the fields a flow log can have
  npx flow-logs standard init                                a standard of your own to check against
  npx flow-logs cost ${relative(process.cwd(), ASSEMBLY)} --gb-per-day 2 --region us-east-1
                                                             what the flow logs of the example cost
  ${relative(ROOT, EXAMPLE)}/app.ts                                    the lines to copy into a CDK app of yours
  ${relative(ROOT, AZURE_EXAMPLE)}/app.ts                                 those for a CDKTF app
  terraform -chdir=${relative(process.cwd(), AZURE_STACK)} init
                                                             what Terraform makes of it, if you have it
`);

/** Returns the path of the function's code in the cloud assembly. */
function synthesise() {
  const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  execFileSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', ASSEMBLY], {
    cwd: EXAMPLE,
    // execFileSync shows stderr only if told to; where it fails, its error has it
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { Resources } = JSON.parse(readFileSync(join(ASSEMBLY, 'NetworkStack.template.json'), 'utf8'));
  const types = Object.values(Resources).map(({ Type }) => Type);
  process.stdout.write(
    `  ${types.length} resources, ${types.filter((type) => type === 'AWS::EC2::FlowLog').length} flow log\n`,
  );
  const normalizer = Object.values(Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' && Properties.Environment?.Variables?.FLOW_TABLE_BUCKET,
  );
  return join(ASSEMBLY, normalizer.Metadata['aws:asset:path'], 'index.mjs');
}

function synthesiseAzure() {
  execFileSync(process.execPath, ['--import', 'tsx', 'app.ts'], {
    cwd: AZURE_EXAMPLE,
    env: { ...process.env, CDKTF_OUTDIR: AZURE_ASSEMBLY },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { resource } = JSON.parse(readFileSync(join(AZURE_STACK, 'cdk.tf.json'), 'utf8'));
  const count = (type) => Object.keys(resource[type] ?? {}).length;
  const all = Object.keys(resource).reduce((sum, type) => sum + count(type), 0);
  process.stdout.write(
    `  ${all} resources, ${count('azurerm_network_watcher_flow_log')} flow log, ` +
      `${count('azurerm_log_analytics_query_pack_query')} questions, ` +
      `${count('azurerm_monitor_scheduled_query_rules_alert_v2')} alert\n`,
  );
}

/** Does what the deployed queue does: hands the function an event for every raw object. */
async function normalize(bundlePath) {
  const { startLocalBuckets } = await import('./demo/local-buckets.mjs');
  const { writeSampleLogs } = await import('./demo/sample-logs.mjs');
  const keys = writeSampleLogs(RAW);
  const buckets = await startLocalBuckets({ raw: RAW, tables: TABLES });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: buckets.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    FLOW_TABLE_BUCKET: 'tables',
    FLOW_TABLE_PREFIX: '',
  });
  const { handler } = await import(pathToFileURL(bundlePath).href);
  const Records = keys.map((key, index) => ({ messageId: `m${index}`, body: notification(key) }));
  const { result, metrics } = await withLogKept(() => handler({ Records }));
  buckets.stop();
  if (result.batchItemFailures.length > 0) throw new Error(`objects failed: ${JSON.stringify(result)}`);
  const total = (name) => metrics.reduce((sum, line) => sum + line[name], 0);
  process.stdout.write(
    `  ${keys.length} objects: ${total('Records')} records = ${total('Rows')} rows + ${total('Rejects')} rejects\n`,
  );
}

function notification(key) {
  return JSON.stringify({
    Records: [{ s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(key) } } }],
  });
}

/** The function writes its metrics to stdout; here they are read instead of shown. */
async function withLogKept(run) {
  const write = process.stdout.write;
  const lines = [];
  process.stdout.write = (line) => lines.push(line) > 0;
  try {
    return { result: await run(), metrics: lines.map((line) => JSON.parse(line)) };
  } finally {
    process.stdout.write = write;
  }
}

function flowLogs(...args) {
  execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...args], { stdio: 'inherit' });
}
