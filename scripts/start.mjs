// npm start: runs the main job on this machine, without a cloud account.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { logStep, ROOT } from './project.mjs';

const DEMO = join(ROOT, '.demo');
const RAW = join(DEMO, 'raw');
const TABLES = join(DEMO, 'tables');
const ASSEMBLY = join(DEMO, 'cdk.out');
const EXAMPLE = join(ROOT, 'examples/cdk-vpc');
const AZURE_EXAMPLE = join(ROOT, 'examples/cdktf-vnet');
const AZURE_ASSEMBLY = join(DEMO, 'cdktf.out');
const AZURE_STACK = join(AZURE_ASSEMBLY, 'stacks/network');

await prepare();
rmSync(DEMO, { recursive: true, force: true });
// the AWS SDK warns about Node 20, but Lambda runs the function on a later version
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

logStep('synthesizing examples/cdk-vpc with cdk synth');
const bundle = synthesize();

logStep('synthesizing examples/cdktf-vnet');
synthesizeAzure();

logStep('normalizing one hour of sample logs with the bundle that the construct deploys');
await normalize(bundle);

for (const name of ['rejected-traffic', 'reachable-ports', 'expected-traffic', 'bytes-by-hour']) {
  logStep(`flow-logs query ${relative(process.cwd(), TABLES)} --question ${name}`);
  flowLogs('query', TABLES, '--question', name);
}

logStep('checking both apps against the built-in standard: flow-logs check');
flowLogs('check', ASSEMBLY);
flowLogs('check', AZURE_ASSEMBLY);

logStep('next steps');
process.stdout.write(`  npx flow-logs questions                                    list all questions
  npx flow-logs normalize <raw logs> --out tables            normalize your own logs
  npx flow-logs query tables --sql 'select * from rejects'   show unreadable records
  npx flow-logs format show                                  list the fields of a flow log
  npx flow-logs standard init                                write a standard for your team
  npx flow-logs cost ${relative(process.cwd(), ASSEMBLY)} --gb-per-day 2 --region us-east-1
                                                             estimate the cost of the example
  npx cdk synth, npx cdk deploy                              the AWS example, from the root of the checkout
  npx --yes cdktf-cli@0.21.0 synth                           the Azure example, from the root of the checkout
  ${relative(ROOT, EXAMPLE)}/app.ts                                    code to copy into a CDK app
  ${relative(ROOT, AZURE_EXAMPLE)}/app.ts                                 code to copy into a CDKTF app
  terraform -chdir=${relative(process.cwd(), AZURE_STACK)} init
                                                             initialize the Azure stack with Terraform
`);

/** Synthesizes the AWS example. Returns the path of the function's code in the cloud assembly. */
function synthesize() {
  const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  execFileSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', ASSEMBLY], {
    cwd: EXAMPLE,
    // the error of a failed command contains stderr
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

/** Synthesizes the Azure example. */
function synthesizeAzure() {
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

/** Calls the function with an event for every raw object, as the deployed queue does. */
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
  // Lambda's context, without a time limit
  const invocation = { getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY };
  const { result, metrics } = await withCapturedMetrics(() => handler({ Records }, invocation));
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

/** Runs the function and parses the metrics that it writes to stdout. */
async function withCapturedMetrics(run) {
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
