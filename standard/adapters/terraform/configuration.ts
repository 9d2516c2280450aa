import { objectOf } from '../../../aws/template/read-template';
import { known, type ResourceModel, unknown, type Value } from '../../facts';
import { shown } from '../../locations/stack-frames';
import type { Adapter, ArtifactInput } from '../artifact';
import type { DeclaredResource } from '../providers/declared-resource';
import { providerModel } from '../providers/provider-model';
import { plainValue, pointedBy } from './expressions';

/** Terraform's configuration in JSON: what CDKTF writes (`cdk.tf.json`), or by hand (`*.tf.json`). */
export const CONFIGURATION: Adapter = {
  name: 'Terraform configuration in JSON',
  recognises: (json) => {
    const { resource, terraform, module, data, provider } = objectOf(json);
    return [resource, terraform, module, data, provider].some(
      (block) => typeof block === 'object' && block !== null,
    );
  },
  read: (json, input) => withModules(providerModel(resourcesOf(json, input)), json),
};

/** A module is not in the file: what it is given, it may log. */
function withModules(model: ResourceModel, json: unknown): ResourceModel {
  const modules = Object.entries(merged(objectOf(json).module)).map(
    ([name, contents]) => [name, JSON.stringify(contents)] as const,
  );
  if (modules.length === 0) return model;
  const networks = model.networks.map((network) => {
    const [module] = modules.filter(([, text]) => text.includes(`{${network.address}.`));
    return module ? { ...network, uncertainty: `module.${module[0]} is given it, and may log it` } : network;
  });
  return { ...model, networks };
}

/** The resources of a configuration; those in its modules are not in it. */
export function resourcesOf(json: unknown, { path, directory }: ArtifactInput): DeclaredResource[] {
  const artifact = shown(path, directory);
  return Object.entries(merged(objectOf(json).resource)).flatMap(([type, all]) =>
    Object.entries(merged(all)).map(([name, contents]) => resourceOf(type, name, merged(contents), artifact)),
  );
}

/** Blocks can be written as a list of objects. */
function merged(block: unknown): Readonly<Record<string, unknown>> {
  return Array.isArray(block) ? Object.assign({}, ...block.map(objectOf)) : objectOf(block);
}

function resourceOf(
  type: string,
  name: string,
  contents: Readonly<Record<string, unknown>>,
  artifact: string,
): DeclaredResource {
  const address = `${type}.${name}`;
  const { path } = objectOf(objectOf(contents['//']).metadata);
  const isRepeated = contents.count !== undefined || contents.for_each !== undefined;
  return {
    type,
    address,
    fact: {
      address,
      title: typeof path === 'string' ? path.replace(/\/Resource$/, '') : address,
      type,
      where: {
        artifact,
        pointer: `/resource/${type}/${name}`,
        path: typeof path === 'string' ? path : address,
      },
    },
    value: (argument) => valueAt(contents, argument),
    pointed: (argument) => {
      const value = contents[argument];
      if (value === undefined || value === null) return known(undefined);
      if (typeof value !== 'string') return unknown('it is no single value');
      // one of several may point at one of several
      return isRepeated && /each\.|count\./.test(value)
        ? unknown('there are several of it')
        : pointedBy(value);
    },
  };
}

function valueAt(contents: Readonly<Record<string, unknown>>, argument: string): Value<unknown> {
  const dynamic = objectOf(contents.dynamic)[argument];
  if (dynamic !== undefined) return unknown('it is a dynamic block, which is known when it is applied');
  return plainValue(contents[argument]);
}
