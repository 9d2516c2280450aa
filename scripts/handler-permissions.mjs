// Extracts the permissions of the handlers from the resource schemas of CloudFormation, for the types that the policies of
// deployers cover. Tests and docs/permissions.md compare the policies with the extract. AWS publishes the schemas of a region as
// CloudformationSchema.zip ("AWS CloudFormation User Guide: Resource type schemas").
//
// node scripts/handler-permissions.mjs DIR DATE SOURCE
//
// DIR contains the schemas (aws-s3-bucket.json), DATE is their date, SOURCE states where they are from.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { requireSource } from './sources.mjs';

const OUTPUT = join(ROOT, 'test/aws/handler-permissions.json');
const HANDLERS = ['create', 'read', 'update', 'delete'];

const { COMPARED_TYPES } = requireSource('aws/deployer/comparison/compare-type.ts');

const [directory, date, source] = process.argv.slice(2);
if (source === undefined) throw new Error('give the directory of the schemas, their date, and their source');
const types = Object.fromEntries(COMPARED_TYPES.map((type) => [type, permissionsOf(type)]));
writeFileSync(OUTPUT, JSON.stringify({ source, date, types }));
const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', OUTPUT], { cwd: ROOT, stdio: 'inherit' });

/** The actions of each handler; empty if CloudFormation publishes no handlers. */
function permissionsOf(type) {
  const path = join(directory, `${type.replaceAll('::', '-').toLowerCase()}.json`);
  if (!existsSync(path)) throw new Error(`${path} does not exist: give a directory with a schema of ${type}`);
  const { handlers = {} } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.fromEntries(
    HANDLERS.filter((name) => name in handlers).map((name) => [name, actionsOf(handlers[name].permissions)]),
  );
}

/** The prefixes of services are in lower case, except for a few in the schemas. */
function actionsOf(permissions) {
  const actions = permissions.map((each) => each.replace(/^[^:]*/, (service) => service.toLowerCase()));
  return [...new Set(actions)].sort();
}
