import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './source-files';

/** The floors of the house, and the floors that each may import from. Imports only go down. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  flows: [],
  aws: ['flows'],
  azure: ['flows'],
  normalizer: ['aws', 'azure', 'flows'],
  standard: ['aws', 'azure', 'flows'],
  constructs: ['standard', 'aws', 'azure', 'flows'],
  cli: ['standard', 'normalizer', 'aws', 'azure', 'flows'],
};

/** Directories of the house's floors. */
export const FLOOR_NAMES: readonly string[] = Object.keys(FLOORS);

/** Packages that have their place. */
const PLACES: readonly { what: string; names: RegExp; directories: readonly string[] }[] = [
  {
    what: 'engines of infrastructure as code',
    names: /^(aws-cdk-lib|constructs|cdktf|cdktn|@cdktf\/.*|@pulumi\/.*)$/,
    directories: ['constructs', 'standard/plugins'],
  },
  {
    what: 'SDKs of clouds',
    names: /^(@aws-sdk|@azure)\/.*$/,
    directories: ['aws/normalizer', 'azure/normalizer'],
  },
  { what: 'DuckDB and commander', names: /^(@duckdb\/.*|commander)$/, directories: ['cli'] },
];

const OWN_NAME = 'cloud-flow-logs';

/** Every import that breaks a rule, as `file:line: what imports what, and which rule`. */
export function importViolations(sources: readonly SourceText[]): string[] {
  return sources.flatMap(({ path, text }) =>
    ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
      const rule = brokenRule(path, fileName);
      return rule ? [`${path}:${lineOf(text, pos)}: ${path} imports ${fileName}: ${rule}`] : [];
    }),
  );
}

/** The cases of a rule stand beside it, and use the helpers of the tests. They are not published. */
const CASES = /^standard\/rules\/[^/]+\.cases\.ts$/;

function brokenRule(path: string, imported: string): string | undefined {
  if (CASES.test(path) && imported.startsWith('../../test/support/')) return undefined;
  if (/^\.\.?(\/|$)/.test(imported)) return floorRule(path, posix.join(posix.dirname(path), imported));
  const name = packageName(imported);
  if (name === OWN_NAME && imported !== `${OWN_NAME}/package.json`) {
    return 'the house imports itself by relative paths';
  }
  const place = PLACES.find(({ names }) => names.test(name));
  if (!place || place.directories.some((directory) => path.startsWith(`${directory}/`)))
    return bindingsRule(imported);
  return `${place.what} belong below ${place.directories.join(' and ')}`;
}

function floorRule(path: string, target: string): string | undefined {
  const [from, to] = [path, target].map((each) => each.split('/')[0] as string) as [string, string];
  if (from === to || FLOORS[from]?.includes(to)) return undefined;
  const below = FLOORS[from]?.join(', ');
  return below ? `${from} imports from ${below} alone` : `${from} imports from no other floor`;
}

/** All bindings of a provider at once cost seconds and hundreds of megabytes. */
function bindingsRule(imported: string): string | undefined {
  return /^@cdktf\/provider-[a-z]+$/.test(imported)
    ? `bindings are imported by resource: ${imported}/lib/<resource>`
    : undefined;
}

function packageName(imported: string): string {
  return imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
