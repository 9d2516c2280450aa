import { objectOf } from '../../../aws/template/read-template';
import type { DeployedResource } from './deployed-resource';
import { Deployment, passedParameter } from './deployment';
import { type ArmValue, asText, replaceMarks } from './expressions/arm-value';
import { evaluate } from './expressions/evaluate';
import { linkedTemplate, type Unreadable } from './linked-template';
import { deploymentPlacement } from './template-resources';
import type { TemplateSource } from './template-source';

const DEPLOYMENTS = 'microsoft.resources/deployments';

/** Azure allows fewer levels. The limit stops templates that link themselves. */
const MAX_DEPTH = 10;

/** A resource and the template that declares it. */
export interface PlacedResource {
  readonly resource: DeployedResource;
  readonly deployment: Deployment;
}

/** The resources of a deployment and of all deployments in it. */
export interface DeploymentTree {
  readonly resources: readonly PlacedResource[];
  /** Nested deployments whose templates cannot be read. */
  readonly unread: readonly (PlacedResource & Unreadable)[];
}

/**
 * Reads the templates of nested deployments, and returns all resources.
 *
 * @param directory directory to which reported paths are relative
 */
export function deploymentTree(root: Deployment, directory: string): DeploymentTree {
  const resources: PlacedResource[] = [];
  const unread: (PlacedResource & Unreadable)[] = [];
  const visit = (deployment: Deployment) => {
    const nested: Deployment[] = [];
    for (const resource of deployment.resources) {
      resources.push({ resource, deployment });
      if (resource.type !== DEPLOYMENTS || resource.facts.isExisting) continue;
      const found = nestedDeployment(resource, deployment, directory);
      if (found instanceof Deployment) {
        nested.push(found);
        resource.nested = found;
      } else unread.push({ resource, deployment, ...found });
    }
    // the outputs of one nested deployment can be the parameters of another
    nested.forEach(visit);
  };
  visit(root);
  return { resources, unread };
}

function nestedDeployment(
  resource: DeployedResource,
  deployment: Deployment,
  directory: string,
): Deployment | Unreadable {
  const { path } = deployment;
  const fix = 'reduce the nesting';
  if (path.length >= MAX_DEPTH) return { cause: `it is nested more than ${MAX_DEPTH} levels deep`, fix };
  const { properties } = resource.json;
  const { template, expressionEvaluationOptions, parameters } = objectOf(properties);
  const source = templateSource(resource, deployment, template, directory);
  if ('cause' in source) return source;
  const scope = evaluate(objectOf(expressionEvaluationOptions).scope ?? null, resource.scope);
  // linked templates always have their own scope
  const isInner = template === undefined || String(scope).toLowerCase() === 'inner';
  let passed: ArmValue | undefined;
  return new Deployment(source, {
    path: [...path, replaceMarks(resource.facts.name)],
    placement: deploymentPlacement(resource, deployment.placement),
    budget: deployment.budget,
    parent: deployment,
    conditions: resource.facts.conditions,
    ...(!isInner && { outer: resource.scope }),
    parameter: (name) => {
      passed ??= evaluate(parameters ?? {}, resource.scope);
      return passedParameter(passed, name);
    },
  });
}

function templateSource(
  resource: DeployedResource,
  { source }: Deployment,
  template: unknown,
  directory: string,
): TemplateSource | Unreadable {
  if (typeof template === 'object' && template !== null)
    return { ...source, json: objectOf(template), pointer: `${resource.facts.pointer}/properties/template` };
  const link = evaluate(objectOf(resource.json.properties).templateLink ?? null, resource.scope);
  if (template !== undefined)
    return {
      cause: `the template of ${asName(resource)} is an expression`,
      fix: 'write the template as an object',
    };
  return linkedTemplate(link, source, directory);
}

function asName({ facts }: DeployedResource): string {
  return replaceMarks(asText(facts.name));
}
