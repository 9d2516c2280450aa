import { objectOf } from '../../../aws/template/read-template';
import { addressIn, Cloud, type DeploymentUnit, type ResourceModel, type UnreadPart } from '../../facts';
import { type Adapter, ArtifactError, type ArtifactInput } from '../artifact';
import { armModel, type ConditionalResource } from './arm-model';
import { Deployment } from './deployment';
import type { ArmValue } from './expressions/arm-value';
import { replaceMarks } from './expressions/arm-value';
import { EvaluationBudget } from './expressions/evaluation-scope';
import { withInlineSubnets } from './inline-subnets';
import { LocalNames } from './local-names';
import { deploymentTree, type PlacedResource } from './nested-deployments';
import { rootPlacement, schemaKind, scopeId } from './placement';
import { comparableId } from './resource-ids';

/**
 * Reads a template of Azure Resource Manager, which `bicep build` also writes. Source: Azure Resource Manager, "Template syntax".
 */
export const ARM_TEMPLATE: Adapter = {
  name: 'ARM template',
  recognises: (json) => {
    const { $schema: schema, contentVersion, resources } = objectOf(json);
    if (schemaKind(schema) !== undefined) return true;
    return typeof contentVersion === 'string' && typeof resources === 'object' && resources !== null;
  },
  read: (json, input) => {
    const { unit, path } = input;
    return templateModel(json, { ...input, file: path, artifact: unit.artifact, pointer: '', prefix: '' });
  },
};

/** Where a template is, and what its resources are called. */
export interface TemplateInput extends Pick<ArtifactInput, 'directory' | 'unit' | 'parameters'> {
  /** Path of the file, to resolve linked templates. */
  readonly file: string;
  readonly artifact: string;
  /** JSON pointer of the template in its file. */
  readonly pointer: string;
  /** Prefix of the names of its resources: the name of the resource that deploys the template, with a slash. */
  readonly prefix: string;
}

/**
 * Builds the resource model of a template.
 *
 * @throws ArtifactError if the template has no resources, or its expressions need too much work
 */
export function templateModel(json: unknown, input: TemplateInput): ResourceModel {
  const { resources, $schema: schema } = objectOf(json);
  if (typeof resources !== 'object' || resources === null)
    throw new ArtifactError(
      `${input.file} is an ARM template without "resources": give a template that \`bicep build\` writes`,
    );
  const { directory, unit, file, artifact, pointer, parameters = {} } = input;
  const root = new Deployment(
    { json: objectOf(json), file, artifact, pointer },
    {
      path: [],
      placement: rootPlacement(schemaKind(schema) ?? 'resourceGroup'),
      budget: new EvaluationBudget(file),
      conditions: [],
      parameter: (name) => {
        const key = Object.keys(parameters).find((each) => each.toLowerCase() === name.toLowerCase());
        return key === undefined ? undefined : (parameters[key] as ArmValue);
      },
    },
  );
  const tree = deploymentTree(root, directory);
  const names = new LocalNames(`${scopeId(root.placement)}/providers/`, input.prefix);
  const conditional = withoutRepeatedNetworks(
    tree.resources
      .filter(({ resource }) => !resource.facts.isExisting)
      .flatMap((placed) => withInlineSubnets(conditionalResource(placed, names))),
  );
  const model = armModel(conditional, unit);
  const unread = tree.unread.map(({ resource, deployment, cause, fix }): UnreadPart => {
    return { subject: factOf(conditionalResource({ resource, deployment }, names), unit), cause, fix };
  });
  return { ...model, unread: [...model.unread, ...unread] };
}

function factOf({ localName, title, type, where }: ConditionalResource, unit: DeploymentUnit) {
  return { cloud: Cloud.AZURE, unit, localName, address: addressIn(unit, localName), title, type, where };
}

/**
 * Removes the second declaration of a network. Templates declare a subnet in the properties of its virtual network and as a
 * resource, or a network twice under opposite conditions.
 */
function withoutRepeatedNetworks(resources: readonly ConditionalResource[]): ConditionalResource[] {
  const seen = new Set<string>();
  return resources.filter(({ type, id }) => {
    const key = comparableId(id);
    if (!/^microsoft\.network\/virtualnetworks/i.test(type) || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
}

function conditionalResource(
  { resource, deployment }: PlacedResource,
  names: LocalNames,
): ConditionalResource {
  const { id, type, name, pointer, conditions } = resource.facts;
  const localName = names.of(id);
  return {
    type,
    id,
    localName,
    title: replaceMarks(name),
    where: { artifact: deployment.source.artifact, pointer, path: localName },
    conditions,
    value: (member) => resource.value(member),
  };
}
