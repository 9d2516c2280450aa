import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './source-files';

/** The layers of the sources, and the layers that each may import from. Imports only go down. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  flows: [],
  aws: ['flows'],
  azure: ['flows'],
  standard: ['aws', 'azure', 'flows'],
  constructs: ['standard', 'aws', 'azure', 'flows'],
  normalizer: ['aws', 'azure', 'flows'],
  cli: ['standard', 'normalizer', 'aws', 'azure', 'flows'],
};

/** The layers of the sources: top-level directories. */
export const LAYER_NAMES: readonly string[] = Object.keys(LAYERS);

/** Packages that only some directories may import. */
const RESTRICTED_PACKAGES: readonly { title: string; names: RegExp; directories: readonly string[] }[] = [
  {
    title: 'IaC engines',
    names: /^(aws-cdk-lib|constructs|cdktf|cdktn|@cdktf\/.*|@pulumi\/.*)$/,
    directories: ['constructs', 'standard/plugins'],
  },
  {
    title: 'cloud SDKs',
    names: /^(@aws-sdk|@azure)\/.*$/,
    directories: ['aws/normalizer', 'azure/normalizer', 'cli/cloud'],
  },
  { title: 'DuckDB and commander', names: /^(@duckdb\/.*|commander)$/, directories: ['cli'] },
];

const OWN_NAME = 'cloud-flow-logs';

/** Returns every import that violates a rule, as `file:line: importer imports target: rule`. */
export function importViolations(sources: readonly SourceText[]): string[] {
  return sources.flatMap(({ path, text }) =>
    ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
      const rule = violatedRule(path, fileName);
      return rule ? [`${path}:${lineOf(text, pos)}: ${path} imports ${fileName}: ${rule}`] : [];
    }),
  );
}

/** The cases of a rule are beside the rule and use test helpers. They are not published. */
const RULE_CASES = /^standard\/rules\/[^/]+\.cases\.ts$/;

function violatedRule(path: string, imported: string): string | undefined {
  if (RULE_CASES.test(path) && imported.startsWith('../../test/support/')) return undefined;
  if (/^\.\.?(\/|$)/.test(imported)) return layerRule(path, posix.join(posix.dirname(path), imported));
  const name = packageName(imported);
  if (name === OWN_NAME && imported !== `${OWN_NAME}/package.json`) {
    return 'the sources import each other by relative paths';
  }
  const restriction = RESTRICTED_PACKAGES.find(({ names }) => names.test(name));
  if (!restriction || restriction.directories.some((directory) => path.startsWith(`${directory}/`)))
    return bindingsRule(imported);
  return `only ${list(restriction.directories)} may import ${restriction.title}`;
}

/** `a`, `a and b`, `a, b and c`. */
function list(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

function layerRule(path: string, target: string): string | undefined {
  const [from, to] = [path, target].map((each) => each.split('/')[0] as string) as [string, string];
  if (from === to || LAYERS[from]?.includes(to)) return undefined;
  const below = LAYERS[from]?.join(', ');
  return below ? `${from} may import only from ${below}` : `${from} may not import from other directories`;
}

/** All bindings of a provider together take seconds and hundreds of megabytes. */
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
