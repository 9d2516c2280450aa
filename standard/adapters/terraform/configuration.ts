import { objectOf } from '../../../aws/template/read-template';
import { addressIn, known, type ResourceModel, unknown, type Value } from '../../facts';
import { displayPath } from '../../locations/display-path';
import type { Adapter, ArtifactInput } from '../artifact';
import type { DeclaredResource } from '../providers/declared-resource';
import { providerModel } from '../providers/provider-model';
import { evaluate, parseReference } from './expressions';

/** Reads a Terraform configuration in JSON: `cdk.tf.json`, which CDKTF writes, or any `*.tf.json`. */
export const CONFIGURATION: Adapter = {
  name: 'Terraform configuration in JSON',
  recognises: (json) => {
    const { resource, terraform, module, data, provider } = objectOf(json);
    return [resource, terraform, module, data, provider].some(
      (block) => typeof block === 'object' && block !== null,
    );
  },
  read: (json, input) => withModuleUncertainty(providerModel(resourcesOf(json, input)), json),
};

/** Marks networks that a module receives as uncertain, because the file does not contain the resources of modules. */
function withModuleUncertainty(model: ResourceModel, json: unknown): ResourceModel {
  const modules = Object.entries(mergeBlocks(objectOf(json).module)).map(
    ([name, contents]) => [name, JSON.stringify(contents)] as const,
  );
  if (modules.length === 0) return model;
  const networks = model.networks.map((network) => {
    const [name] = modules.find(([, text]) => text.includes(`{${network.localName}.`)) ?? [];
    return name === undefined
      ? network
      : { ...network, uncertainty: `module.${name} receives it and may create a flow log for it` };
  });
  return { ...model, networks };
}

/** Returns the resources of a configuration, without the resources of its modules. */
export function resourcesOf(json: unknown, input: ArtifactInput): DeclaredResource[] {
  return Object.entries(mergeBlocks(objectOf(json).resource)).flatMap(([type, all]) =>
    Object.entries(mergeBlocks(all)).map(([name, contents]) =>
      resourceOf(type, name, mergeBlocks(contents), input),
    ),
  );
}

/** Merges a block, which can be an object or a list of objects. */
function mergeBlocks(block: unknown): Readonly<Record<string, unknown>> {
  return Array.isArray(block) ? Object.assign({}, ...block.map(objectOf)) : objectOf(block);
}

function resourceOf(
  type: string,
  name: string,
  contents: Readonly<Record<string, unknown>>,
  { path: file, directory, unit }: ArtifactInput,
): DeclaredResource {
  const address = `${type}.${name}`;
  const { path } = objectOf(objectOf(contents['//']).metadata);
  const hasInstances = contents.count !== undefined || contents.for_each !== undefined;
  return {
    type,
    address,
    fact: {
      unit,
      localName: address,
      address: addressIn(unit, address),
      title: typeof path === 'string' ? path.replace(/\/Resource$/, '') : address,
      type,
      where: {
        artifact: displayPath(file, directory),
        pointer: `/resource/${type}/${name}`,
        path: typeof path === 'string' ? path : address,
      },
    },
    value: (argument) => valueAt(contents, argument),
    reference: (argument) => {
      const value = contents[argument];
      if (value === undefined || value === null) return known(undefined);
      if (typeof value !== 'string') return unknown('it is not a single value');
      // each instance may reference another instance
      return hasInstances && /each\.|count\./.test(value)
        ? unknown('the resource has several instances')
        : parseReference(value);
    },
  };
}

function valueAt(contents: Readonly<Record<string, unknown>>, argument: string): Value<unknown> {
  const dynamic = objectOf(contents.dynamic)[argument];
  if (dynamic !== undefined) return unknown('it is a dynamic block, which is known only after the apply');
  return evaluate(contents[argument]);
}
