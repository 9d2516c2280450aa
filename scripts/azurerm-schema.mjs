// Extracts the schema of azurerm 5 for the resource types that constructs and examples import. Tests validate
// synthesized stacks against the extract where the provider is not installed. Needs terraform and the provider.
// With --check it writes nothing, and exits with 1 if the file differs from the schema of the provider.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from './project.mjs';

const OUTPUT = join(ROOT, 'test/azure/azurerm-schema-5.json');
const IMPORT = /'@cdktf\/provider-azurerm\/lib\/([a-z0-9-]+)'/g;

const script = join(ROOT, 'scripts/terraform-provider.mjs');
const provider = JSON.parse(execFileSync(process.execPath, [script, '--where'], { encoding: 'utf8' }));
const schema = schemaOfProvider();
const { resources, dataSources } = importedTypes();
const extract = {
  version: provider.version,
  provider: blockOf(schema.provider.block),
  resources: selected(schema.resource_schemas, resources),
  dataSources: selected(schema.data_source_schemas, dataSources),
};
if (process.argv.includes('--check')) {
  const isCurrent =
    existsSync(OUTPUT) && isDeepStrictEqual(JSON.parse(readFileSync(OUTPUT, 'utf8')), extract);
  if (!isCurrent)
    process.stderr.write(
      `${OUTPUT} differs from the schema of azurerm ${provider.version}: run node scripts/azurerm-schema.mjs\n`,
    );
  process.exit(isCurrent ? 0 : 1);
}
writeFileSync(OUTPUT, `${formatted(extract)}\n`);
const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', OUTPUT], { cwd: ROOT, stdio: 'inherit' });
process.stdout.write(`${resources.length} resources, ${dataSources.length} data sources: ${OUTPUT}\n`);

/** Reads the schema of the provider, without a login. */
function schemaOfProvider() {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-schema-'));
  try {
    const rc = join(directory, 'terraform.rc');
    const mirror = provider.binary.slice(0, provider.binary.indexOf(provider.address));
    writeFileSync(
      rc,
      `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
    );
    const required = { azurerm: { source: provider.address, version: provider.version } };
    writeFileSync(
      join(directory, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const options = {
      cwd: directory,
      env: { ...process.env, TF_CLI_CONFIG_FILE: rc },
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
      stdio: ['ignore', 'pipe', 'inherit'],
    };
    execFileSync('terraform', ['init', '-input=false'], options);
    const { provider_schemas } = JSON.parse(
      execFileSync('terraform', ['providers', 'schema', '-json'], options),
    );
    return provider_schemas[provider.address];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns the resource types and data sources whose bindings the constructs and the examples import. */
function importedTypes() {
  const folders = new Set(
    ['constructs', 'examples']
      .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
      .filter(
        (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'),
      )
      .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(IMPORT)])
      .map(([, folder]) => folder),
  );
  folders.delete('provider');
  const types = [...folders].sort().map((folder) => folder.replaceAll('-', '_'));
  const isData = (type) => type.startsWith('data_');
  return {
    resources: types.filter((type) => !isData(type)).map((type) => `azurerm_${type}`),
    dataSources: types.filter(isData).map((type) => type.replace(/^data_/, '')),
  };
}

function selected(schemas, types) {
  const unknown = types.filter((type) => schemas[type] === undefined);
  if (unknown.length > 0) throw new Error(`azurerm ${provider.version} has no ${unknown.join(', ')}`);
  return Object.fromEntries(types.map((type) => [type, blockOf(schemas[type].block)]));
}

function blockOf({ attributes = {}, block_types = {}, deprecated }) {
  return {
    ...(deprecated ? { deprecated } : {}),
    arguments: mapped(attributes, argumentOf),
    blocks: mapped(block_types, nestedBlockOf),
  };
}

function argumentOf({ type, nested_type, required, optional, computed, deprecated }) {
  return compact({ type: type ?? nestedTypeOf(nested_type), required, optional, computed, deprecated });
}

/** Returns the type of an attribute that has attributes; newer resources of the provider have them. */
function nestedTypeOf({ nesting_mode, attributes }) {
  const object = ['object', mapped(attributes, (attribute) => argumentOf(attribute).type)];
  return nesting_mode === 'single' ? object : [nesting_mode, object];
}

function nestedBlockOf({ nesting_mode, min_items, max_items, block }) {
  const max = nesting_mode === 'single' ? 1 : max_items;
  return { ...compact({ min: min_items, max }), ...blockOf(block) };
}

function mapped(entries, change) {
  return Object.fromEntries(
    Object.entries(entries)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, change(value)]),
  );
}

function compact(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value));
}

/** Formats JSON with one line for each argument. */
function formatted(value, indent = '') {
  if (typeof value !== 'object' || isArgument(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const deeper = `${indent}  `;
  const lines = entries.map(([key, inner]) => `${deeper}${JSON.stringify(key)}: ${formatted(inner, deeper)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function isArgument({ type }) {
  return typeof type === 'string' || Array.isArray(type);
}
