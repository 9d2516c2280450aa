import type { ConstructMetadata, TemplateParameter, TemplateResource, TemplateStack } from './template-stack';

/** Properties of a stack that its template does not contain. */
export interface StackFacts {
  /** @default - the name */
  readonly id?: string;
  readonly name: string;
  readonly artifact?: string;
  readonly account?: string;
  readonly region?: string;
  /** Paths of constructs, by the logical id of their resource. */
  readonly paths?: ReadonlyMap<string, string>;
  readonly metadata?: ConstructMetadata;
}

/** Whether parsed JSON is a CloudFormation template: it contains resources, and each resource has a type. */
export function isTemplate(json: unknown): boolean {
  const resources = Object.values(objectOf(objectOf(json).Resources));
  return resources.length > 0 && resources.every((resource) => typeof objectOf(resource).Type === 'string');
}

/** Reads a parsed template. Parts that are not valid CloudFormation are omitted. */
export function readTemplate(json: unknown, facts: StackFacts): TemplateStack {
  const { Resources, Parameters, Outputs, Mappings } = objectOf(json);
  const { paths, ...known } = facts;
  return {
    ...known,
    id: known.id ?? known.name,
    resources: Object.entries(objectOf(Resources)).map(([id, each]) => resourceOf(id, each, paths)),
    parameters: Object.fromEntries(
      Object.entries(objectOf(Parameters)).map(([name, each]) => [name, parameterOf(each)]),
    ),
    exports: exportsOf(objectOf(Outputs)),
    ...(Mappings !== undefined && { mappings: objectOf(Mappings) }),
  };
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

function exportsOf(outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const exported = Object.values(outputs).flatMap((output): [string, unknown][] => {
    const { Value, Export } = objectOf(output);
    const { Name } = objectOf(Export);
    return typeof Name === 'string' ? [[Name, Value]] : [];
  });
  return Object.fromEntries(exported);
}

/** Returns a JSON object unchanged, and an empty object for any other value. */
export function objectOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {};
}
