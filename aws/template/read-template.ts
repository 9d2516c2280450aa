import { entryOf, objectOf } from './json-object';
import { templateGaps } from './template-gaps';
import type {
  ConstructMetadata,
  StackParent,
  TemplateOutput,
  TemplateParameter,
  TemplateResource,
  TemplateStack,
} from './template-stack';

export { objectOf } from './json-object';

/** Properties of a stack that its template does not contain. */
export interface StackFacts {
  /** @default - the name */
  readonly id?: string;
  readonly name: string;
  readonly artifact?: string;
  readonly account?: string;
  readonly region?: string;
  readonly assembly?: string;
  readonly parent?: StackParent;
  /** Values of parameters from the command line. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Paths of constructs, by the logical id of their resource. */
  readonly paths?: ReadonlyMap<string, string>;
  readonly metadata?: ConstructMetadata;
}

/** Names in the section `Resources` that are not logical ids. */
const FUNCTION = /^Fn::/;

/** Whether parsed JSON is a CloudFormation template: it contains resources, and each resource has a type. */
export function isTemplate(json: unknown): boolean {
  const { Resources, AWSTemplateFormatVersion } = objectOf(json);
  const resources = Object.entries(objectOf(Resources));
  const isResource = ([name, each]: [string, unknown]) =>
    FUNCTION.test(name) || typeof objectOf(each).Type === 'string';
  if (resources.length === 0) return false;
  return AWSTemplateFormatVersion !== undefined || resources.every(isResource);
}

/** Reads a parsed template. Parts that are not valid CloudFormation are omitted. */
export function readTemplate(json: unknown, facts: StackFacts): TemplateStack {
  const { Resources, Parameters, Outputs, Mappings, Conditions } = objectOf(json);
  const { paths, ...known } = facts;
  const resources = Object.entries(objectOf(Resources))
    .filter(([id, each]) => !FUNCTION.test(id) && typeof objectOf(each).Type === 'string')
    .map(([id, each]) => resourceOf(id, each, paths));
  return {
    ...known,
    id: known.id ?? known.name,
    resources,
    parameters: mapEntries(Parameters, parameterOf),
    conditions: objectOf(Conditions),
    outputs: mapEntries(Outputs, outputOf),
    gaps: templateGaps(json),
    ...(Mappings !== undefined && { mappings: objectOf(Mappings) }),
  };
}

function mapEntries<T>(json: unknown, convert: (each: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(objectOf(json)).map(([name, each]) => [name, convert(each)]));
}

function resourceOf(logicalId: string, json: unknown, paths: StackFacts['paths']): TemplateResource {
  const { Type, Properties, DependsOn, Metadata, Condition, DeletionPolicy, UpdateReplacePolicy } =
    objectOf(json);
  const path = objectOf(Metadata)['aws:cdk:path'] ?? paths?.get(logicalId);
  return {
    logicalId,
    type: String(Type),
    properties: objectOf(Properties),
    dependsOn: [DependsOn ?? []].flat().map(String),
    ...(typeof path === 'string' && { path }),
    ...(typeof Condition === 'string' && { condition: Condition }),
    ...(typeof DeletionPolicy === 'string' && { deletionPolicy: DeletionPolicy }),
    ...(typeof UpdateReplacePolicy === 'string' && { updateReplacePolicy: UpdateReplacePolicy }),
    ...(Metadata !== undefined && { metadata: objectOf(Metadata) }),
  };
}

function parameterOf(json: unknown): TemplateParameter {
  const { Type, Default, AllowedValues } = objectOf(json);
  return {
    type: String(Type),
    default: Default,
    ...(Array.isArray(AllowedValues) && { allowedValues: AllowedValues }),
  };
}

function outputOf(json: unknown): TemplateOutput {
  const { Value, Export } = objectOf(json);
  const exportName = entryOf(objectOf(Export), 'Name');
  return { value: Value, ...(exportName !== undefined && { exportName }) };
}
