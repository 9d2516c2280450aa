import { objectOf } from '../../../aws/template/read-template';
import { conjunction, disjunction } from '../../../flows/formula';
import { addressIn, Cloud, type DeploymentUnit, type UnreadPart, type Where } from '../../facts';
import { ArtifactError } from '../artifact';
import type { DeclaredResource } from '../providers/declared-resource';
import type { ArmResource } from './arm-resource';
import { declaredResources } from './declared-resources';
import { Deployment } from './deployment';
import { type ArmValue, replaceMarks } from './expressions/arm-value';
import { formulaOf } from './expressions/condition-formula';
import { EvaluationBudget } from './expressions/evaluation-scope';
import { withInlineSubnets } from './inline-subnets';
import { LocalNames } from './local-names';
import { deploymentTree, type PlacedResource } from './nested-deployments';
import { type Placement, rootPlacement, schemaKind, scopeId } from './placement';
import { comparableId } from './resource-ids';

/** A template, and where it is. */
export interface TemplateInput {
  readonly unit: DeploymentUnit;
  /** Directory to which reported paths are relative. */
  readonly directory: string;
  /** Path of the file, to resolve linked templates. */
  readonly file: string;
  /** Returns the value of a parameter; `undefined` if the deployment does not set it. */
  parameter(name: string): ArmValue | undefined;
  /**
   * Where the deployment creates its resources.
   *
   * @default - unknown; the schema of the template determines the kind
   */
  readonly placement?: Placement;
  /**
   * The resource of another engine that deploys the template.
   *
   * @default - the template is a file
   */
  readonly deployer?: { readonly address: string; readonly where: Where };
}

/** The resources of a template with those of its nested deployments, and the nested deployments that are not read. */
export interface TemplateDeclarations {
  readonly resources: readonly DeclaredResource[];
  readonly unread: readonly UnreadPart[];
}

/**
 * Reads a template.
 *
 * @throws ArtifactError if the template has no resources, or its expressions need too much work
 */
export function templateDeclarations(json: unknown, input: TemplateInput): TemplateDeclarations {
  const { resources, $schema: schema } = objectOf(json);
  const { unit, file, directory, deployer } = input;
  if (typeof resources !== 'object' || resources === null)
    throw new ArtifactError(
      `${file} is an ARM template without "resources": give a template that \`bicep build\` writes`,
    );
  const placement = input.placement ?? rootPlacement(schemaKind(schema) ?? 'resourceGroup');
  const root = new Deployment(
    { json: objectOf(json), file, artifact: unit.artifact, pointer: '' },
    {
      path: [],
      placement,
      budget: new EvaluationBudget(file),
      conditions: [],
      parameter: (name) => input.parameter(name),
    },
  );
  const tree = deploymentTree(root, directory);
  const prefix = deployer === undefined ? '' : `${deployer.address}/`;
  const names = new LocalNames(`${scopeId(placement)}/providers/`, prefix);
  const resourceOf = (placed: PlacedResource) => armResource(placed, names, deployer?.where);
  const all = tree.resources
    .filter(({ resource }) => !resource.facts.isExisting)
    .flatMap((placed) => withInlineSubnets(resourceOf(placed)));
  return {
    resources: declaredResources(withoutRepeatedNetworks(all), unit),
    unread: tree.unread.map(({ cause, fix, ...placed }) => ({
      subject: factOf(resourceOf(placed), unit),
      cause,
      fix,
    })),
  };
}

function factOf({ localName, title, type, where }: ArmResource, unit: DeploymentUnit) {
  return { cloud: Cloud.AZURE, unit, localName, address: addressIn(unit, localName), title, type, where };
}

/**
 * Combines the declarations of a network. Templates declare a subnet in the properties of its virtual network and as a
 * resource, or a network twice under opposite conditions.
 */
function withoutRepeatedNetworks(resources: readonly ArmResource[]): ArmResource[] {
  const networks = new Map<string, ArmResource>();
  const others: ArmResource[] = [];
  for (const resource of resources) {
    const key = comparableId(resource.id);
    const first = networks.get(key);
    if (!/^microsoft\.network\/virtualnetworks/i.test(resource.type)) others.push(resource);
    else if (!first) networks.set(key, resource);
    else {
      const { existsIf, ...always } = first;
      const isAlways = existsIf === undefined || resource.existsIf === undefined;
      const formula = disjunction([first, resource].map((each) => each.existsIf?.formula ?? true));
      networks.set(key, isAlways ? always : { ...first, existsIf: { ...existsIf, formula } });
    }
  }
  return [...networks.values(), ...others];
}

function armResource(
  { resource, deployment }: PlacedResource,
  names: LocalNames,
  where: Where | undefined,
): ArmResource {
  const { id, type, name, pointer, conditions } = resource.facts;
  const localName = names.of(id);
  return {
    type,
    id,
    localName,
    title: replaceMarks(name),
    where: where ?? { artifact: deployment.source.artifact, pointer, path: localName },
    ...(conditions.length > 0 && {
      existsIf: {
        formula: conjunction(conditions.map(formulaOf)),
        text: conditions.map(({ text }) => `${text} is true`).join(' and '),
      },
    }),
    value: (member) => resource.value(member),
  };
}
