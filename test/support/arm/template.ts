import type { ArmId } from './arm-id';
import type { Json } from './resource-store';
import { evaluateText, type Functions, TemplateError, type TemplateValue } from './template-expression';
import { templateFunctions } from './template-functions';

/** A template and the values of its parameters, as a deployment contains them. */
export interface TemplateInput {
  readonly template: Json;
  readonly parameters: { readonly [name: string]: { readonly value?: TemplateValue } };
  readonly group: ArmId & { readonly location: string };
}

/** A resource that a template declares, with evaluated contents. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly dependsOn: readonly string[];
  readonly body: Json;
}

/** Types of parameters, in lower case. */
const TYPES: { readonly [type: string]: (value: TemplateValue) => boolean } = {
  string: (value) => typeof value === 'string',
  securestring: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && Number.isInteger(value),
  bool: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};

/** Sections and properties of resources that the stand-in was taught. */
const SECTIONS = ['$schema', 'contentVersion', 'parameters', 'resources', 'metadata'];
const ARGUMENTS = ['type', 'apiVersion', 'name', 'dependsOn'];
const UNTAUGHT_ARGUMENTS = ['copy', 'condition', 'scope', 'resources', 'existing'];

/**
 * Evaluates the resources of a template, in the order of their dependencies.
 *
 * Source: "Understand the structure and syntax of ARM templates".
 *
 * @throws TemplateError, UntaughtFunction
 */
export function evaluateTemplate({ template, parameters, group }: TemplateInput): TemplateResource[] {
  for (const section of Object.keys(template))
    if (!SECTIONS.includes(section)) throw new UntaughtSection(`the template section ${section}`);
  const declared = (template.parameters ?? {}) as { [name: string]: Parameter };
  const values = parameterValues(declared, parameters);
  const functions = templateFunctions(group, values);
  const resources = ((template.resources ?? []) as readonly Json[]).map((resource) =>
    evaluatedResource(resource, functions, group),
  );
  return inOrder(resources);
}

/** A part of the template language that the stand-in was not taught. */
export class UntaughtSection extends Error {}

/** The type of a parameter, as ARM returns it: capitalized. Source: azurerm issue 12520. */
export function returnedType(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

interface Parameter {
  readonly type: string;
  readonly defaultValue?: TemplateValue;
}

function parameterValues(
  declared: { readonly [name: string]: Parameter },
  given: TemplateInput['parameters'],
): { [name: string]: TemplateValue } {
  const unknown = Object.keys(given).filter((name) => declared[name] === undefined);
  if (unknown.length > 0)
    throw new TemplateError(
      'InvalidTemplate',
      `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${unknown.join(', ')}'.`,
    );
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type, defaultValue }]) => {
      const value = given[name]?.value ?? defaultValue;
      const isValid = TYPES[type.toLowerCase()];
      if (value === undefined)
        throw new TemplateError(
          'InvalidTemplate',
          `The value for the template parameter '${name}' is not provided.`,
        );
      if (isValid === undefined || !isValid(value))
        throw new TemplateError(
          'InvalidTemplate',
          `The provided value for the template parameter '${name}' is not valid. Expected a value of type '${returnedType(type)}', but received ${JSON.stringify(value)}.`,
        );
      return [name, value];
    }),
  );
}

function evaluatedResource(resource: Json, functions: Functions, group: ArmId): TemplateResource {
  const untaught = UNTAUGHT_ARGUMENTS.find((each) => resource[each] !== undefined);
  if (untaught !== undefined) throw new UntaughtSection(`${untaught} of a template's resource`);
  const evaluated = evaluatedValue(resource as TemplateValue, functions) as Json;
  const {
    type,
    apiVersion,
    name,
    dependsOn = [],
  } = evaluated as {
    type: string;
    apiVersion: string;
    name: string;
    dependsOn?: string[];
  };
  const [namespace, ...types] = type.split('/');
  const names = name.split('/');
  if (types.length !== names.length)
    throw new TemplateError(
      'InvalidTemplate',
      `The template resource '${name}' for type '${type}' has incorrect segment lengths.`,
    );
  const path = types.map((each, index) => `${each}/${names[index]}`).join('/');
  const body = Object.fromEntries(Object.entries(evaluated).filter(([key]) => !ARGUMENTS.includes(key)));
  return { id: `${group.id}/providers/${namespace}/${path}`, type, apiVersion, dependsOn, body };
}

/** Evaluates the texts of a value, names of properties included. */
function evaluatedValue(value: TemplateValue, functions: Functions): TemplateValue {
  if (typeof value === 'string') return evaluateText(value, functions);
  if (Array.isArray(value)) return value.map((each) => evaluatedValue(each, functions));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      String(evaluateText(key, functions)),
      evaluatedValue(each, functions),
    ]),
  );
}

function inOrder(resources: readonly TemplateResource[]): TemplateResource[] {
  const ordered: TemplateResource[] = [];
  const isDone = (id: string) => ordered.some((each) => each.id.toLowerCase() === id.toLowerCase());
  const ids = new Set(resources.map(({ id }) => id.toLowerCase()));
  while (ordered.length < resources.length) {
    const next = resources.find(
      ({ id, dependsOn }) =>
        !isDone(id) && dependsOn.every((each) => isDone(each) || !ids.has(each.toLowerCase())),
    );
    if (next === undefined)
      throw new TemplateError('InvalidTemplate', 'Circular dependency detected on the template resources.');
    ordered.push(next);
  }
  return ordered;
}
