import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import { known, type ProviderVersion, unknown, type Value } from '../../facts';

const NO_VERSION = 'the plan does not state the version of the provider';

/** The versions of providers: of the lock file beside the plan, or else those that the configuration allows. */
export class ProviderVersions {
  private readonly locked: ReadonlyMap<string, string>;
  private readonly constraints: ReadonlyMap<string, string>;

  constructor(directory: string, configuration: unknown) {
    this.locked = lockedVersions(directory);
    const configs = Object.values(objectOf(objectOf(configuration).provider_config)).map(objectOf);
    this.constraints = new Map(
      configs.flatMap(({ full_name: name, version_constraint: constraint }) =>
        typeof name === 'string' && typeof constraint === 'string' ? [[name, constraint] as const] : [],
      ),
    );
  }

  /** @param source `registry.terraform.io/hashicorp/azurerm` */
  of(source: string): Value<ProviderVersion> {
    const version = this.locked.get(source);
    if (version !== undefined) return known({ version, isMinimum: false });
    const allowed = allowedVersion(this.constraints.get(source) ?? '');
    return allowed ? known(allowed) : unknown(NO_VERSION);
  }
}

/** Returns the version that a constraint allows. `~> 4.30.0` allows its patches, `~> 4.30` any later minor version. */
function allowedVersion(constraint: string): ProviderVersion | undefined {
  const [, operator = '=', version] = /^(=|~>|>=)?\s*(\d+(?:\.\d+){0,2})$/.exec(constraint.trim()) ?? [];
  if (version === undefined) return undefined;
  const isPatch = version.split('.').length === 3;
  return { version, isMinimum: operator === '>=' || (operator === '~>' && !isPatch) };
}

function lockedVersions(directory: string): Map<string, string> {
  const versions = new Map<string, string>();
  let provider: string | undefined;
  for (const line of linesOf(join(directory, '.terraform.lock.hcl'))) {
    provider = /^provider "([^"]+)"/.exec(line)?.[1] ?? provider;
    const version = /^\s*version\s*=\s*"([^"]+)"/.exec(line)?.[1];
    if (provider !== undefined && version !== undefined) versions.set(provider, version);
  }
  return versions;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
