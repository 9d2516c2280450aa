import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { objectOf } from '../../../../aws/template/read-template';
import { Cloud, type ResourceModel, type UnreadPart } from '../../../facts';
import type { ArtifactInput } from '../../artifact';
import { providerModel } from '../../providers/provider-model';
import type { ConfiguredResource } from './configured-resource';
import { withConstructPaths } from './construct-paths';
import { blockFact, declaredInstance } from './declared-instance';
import { evaluateJson } from './evaluate-body';
import { UnreadModule } from './module-call';
import { type ModuleFiles, mergeFiles } from './module-files';
import { ModuleScope } from './module-scope';
import { MovedResources } from './moved-resources';
import type { HclFile } from './parse-hcl';
import { resourcesIn } from './resources-in';
import { RootContext } from './root-context';
import { rootVariables } from './root-variables';
import { withUncertainty } from './uncertain-facts';

const FIX =
  'check a plan, which contains the resources of all modules: terraform show -json plan.out > plan.json';

/**
 * Reads a root module: a directory, or one file of it.
 *
 * @param hcl the parsed files in the Terraform language, by path
 * @throws ArtifactError if a file is invalid
 */
export function readConfiguration(
  input: ArtifactInput,
  hcl: ReadonlyMap<string, HclFile> = new Map(),
): ResourceModel {
  const directory = statSync(input.path).isDirectory() ? input.path : dirname(input.path);
  const root = new RootContext(input.unit.name, directory, hcl);
  return modelOf(withConstructPaths(root.moduleAt(input.path)), root, input, hcl);
}

/** Reads a root module that is one parsed file. */
export function readParsedConfiguration(json: unknown, input: ArtifactInput): ResourceModel {
  const directory = dirname(input.path);
  const root = new RootContext(input.unit.name, directory, new Map());
  return modelOf(mergeFiles(directory, [[input.path, json]], true), root, input, new Map());
}

function modelOf(
  files: ModuleFiles,
  root: RootContext,
  input: ArtifactInput,
  hcl: ReadonlyMap<string, HclFile>,
): ResourceModel {
  const scope = rootScope(files, root, hcl, input.parameters);
  const moved = new MovedResources();
  const found = resourcesBelow(scope, moved);
  const declared = found.resources.map((each) => {
    const instance = declaredInstance(each, input);
    const previousNames = moved.previousNames(each.address);
    return previousNames.length === 0 ? instance : { ...instance, fact: { ...instance.fact, previousNames } };
  });
  const model = providerModel(declared);
  const unread = found.unread.map((each) => unreadPart(each, input));
  return withUncertainty(
    {
      ...model,
      unread: [...model.unread, ...unread],
      ...(moved.kept.length > 0 && { kept: moved.kept.map((name) => ({ unit: input.unit.name, name })) }),
    },
    found.unread.map((call) => ({ address: call.address, resources: receivedBy(call, found.resources) })),
  );
}

/** Returns the scope of a root module, with the values of its variables. */
export function rootScope(
  files: ModuleFiles,
  root: RootContext,
  hcl: ReadonlyMap<string, HclFile>,
  parameters: ArtifactInput['parameters'],
): ModuleScope {
  const values = rootVariables(files, hcl, parameters);
  return new ModuleScope(
    files,
    { address: '', names: [], callers: [], input: (name: string) => values.get(name) },
    root,
  );
}

interface FoundParts {
  readonly resources: ConfiguredResource[];
  readonly unread: UnreadModuleCall[];
}

/** A call of a module that was not read, with the scope of the caller. */
interface UnreadModuleCall {
  readonly address: string;
  readonly module: UnreadModule;
  readonly caller: ModuleScope;
}

/** Returns the resources of a module and of the modules that it calls. */
function resourcesBelow(scope: ModuleScope, moved: MovedResources): FoundParts {
  moved.add(scope);
  const resources = scope.resources();
  const unread: UnreadModuleCall[] = [];
  for (const module of scope.modules()) {
    if (module instanceof UnreadModule) {
      unread.push({ address: module.address, module, caller: scope });
      continue;
    }
    const inner = resourcesBelow(module.scope, moved);
    resources.push(...inner.resources);
    unread.push(...inner.unread);
  }
  return { resources, unread };
}

/** Returns the addresses of the resources that an unread module receives. */
function receivedBy(
  { module, caller }: UnreadModuleCall,
  resources: readonly ConfiguredResource[],
): ReadonlySet<string> {
  const { body } = module.block;
  const inputs = resourcesIn(evaluateJson(body, caller.environment(module.variables)));
  if (inputs.isComplete) return inputs.addresses;
  // an input that is unknown may consist of every resource that its expression names
  const text = JSON.stringify(body);
  const named = resources.filter(
    ({ address, block }) =>
      address.startsWith(`${caller.call.address}${block.labels.join('.')}`) &&
      text.includes(block.labels.join('.')),
  );
  return new Set([...inputs.addresses, ...named.map(({ address }) => address)]);
}

function unreadPart({ module, address }: UnreadModuleCall, input: ArtifactInput): UnreadPart {
  const { path } = objectOf(objectOf(module.block.body['//']).metadata);
  const fact = blockFact(module.block, 'module', address, input, typeof path === 'string' ? path : undefined);
  return { subject: { ...fact, cloud: Cloud.AWS, type: 'module' }, cause: module.problem, fix: FIX };
}
