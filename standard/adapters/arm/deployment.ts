import { objectOf } from '../../../aws/template/read-template';
import { isUnknown } from '../../../flows/value';
import { UnknownCause } from '../../facts';
import type { DeployedResource } from './deployed-resource';
import { type DeploymentContext, deploymentFunctionValue } from './deployment-functions';
import { type ArmValue, canonicalText, isObject, Unresolved } from './expressions/arm-value';
import { propertyOf } from './expressions/collection-functions';
import { copiedProperties, evaluate } from './expressions/evaluate';
import {
  type EvaluationBudget,
  type EvaluationScope,
  scopeOf,
  type TemplateScope,
  type UserFunction,
} from './expressions/evaluation-scope';
import { type Placement, scopeId } from './placement';
import { comparableId, namesIn, resourceIdOf } from './resource-ids';
import { templateResources } from './template-resources';
import type { TemplateSource } from './template-source';

/** What the parent of a deployment, or the person who deploys it, specifies. */
export interface DeploymentInput {
  /** The names of the nested deployments that lead to it; empty for the deployment of the artifact. */
  readonly path: readonly string[];
  readonly placement: Placement;
  readonly budget: EvaluationBudget;
  /** Returns the value of a parameter; `undefined` if the deployment does not set it. */
  parameter(name: string): ArmValue | undefined;
  /** For a nested deployment whose expressions are evaluated in the scope of its parent. */
  readonly outer?: EvaluationScope;
  readonly parent?: Deployment;
  /** Conditions on which the deployment depends. */
  readonly conditions: readonly Unresolved[];
}

/** A deployment of a template: its parameters, variables, resources and outputs. */
export class Deployment implements TemplateScope, DeploymentContext {
  readonly budget: EvaluationBudget;
  /** The scope in which its expressions are evaluated. */
  readonly scope: EvaluationScope;
  private readonly parameters = new Map<string, ArmValue>();
  private readonly variables = new Map<string, ArmValue>();
  private readonly functions: ReadonlyMap<string, UserFunction>;
  private expanded: readonly DeployedResource[] | undefined;
  private index: ReadonlyMap<string, DeployedResource> | undefined;

  constructor(
    readonly source: TemplateSource,
    readonly input: DeploymentInput,
  ) {
    this.budget = input.budget;
    this.scope = input.outer ?? scopeOf(this);
    this.functions = functionsOf(source.json.functions);
  }

  get placement(): Placement {
    return this.input.placement;
  }

  get path(): readonly string[] {
    return this.input.path;
  }

  parameter(name: string): ArmValue {
    return memoized(this.parameters, name, `parameters('${name}')`, () => {
      const declared = memberOf(this.source.json.parameters, name);
      const given = this.input.parameter(name);
      if (isUnknown(given))
        return new Unresolved(this.qualified(`parameters('${name}')`), given.reason, UnknownCause.INPUT);
      // a null value counts as no value
      if (given !== undefined && given !== null) return given;
      if (declared === undefined)
        return this.unresolved(
          `parameters('${name}')`,
          `the template has no parameter ${name}`,
          UnknownCause.UNRESOLVABLE,
        );
      const { defaultValue, nullable, type, allowedValues } = objectOf(declared);
      if (defaultValue !== undefined) return evaluate(defaultValue, this.scope);
      if (nullable === true || given === null) return null;
      if (Array.isArray(allowedValues) && allowedValues.length === 1) return allowedValues[0] as ArmValue;
      const domain = /^bool$/i.test(String(type)) ? [true, false] : allowedValues;
      return new Unresolved(
        this.qualified(`parameters('${name}')`),
        `it is the parameter ${name}, which has no value`,
        UnknownCause.INPUT,
        Array.isArray(domain) ? { domain: domain.map((each) => canonicalText(each as ArmValue)) } : {},
      );
    });
  }

  variable(name: string): ArmValue {
    return memoized(this.variables, name, `variables('${name}')`, () => {
      const { variables } = this.source.json;
      const value = memberOf(variables, name);
      if (value !== undefined && name !== 'copy') return evaluate(value, this.scope);
      const loop = [objectOf(variables).copy ?? []]
        .flat()
        .find((each) => String(objectOf(each).name).toLowerCase() === name.toLowerCase());
      const [copied] = loop === undefined ? [] : copiedProperties([loop], this.scope);
      return (
        copied?.[1] ??
        this.unresolved(
          `variables('${name}')`,
          `the template has no variable ${name}`,
          UnknownCause.UNRESOLVABLE,
        )
      );
    });
  }

  userFunction(name: string): UserFunction | undefined {
    return this.functions.get(name);
  }

  deploymentFunction(name: string, args: readonly ArmValue[]): ArmValue | undefined {
    return deploymentFunctionValue(name, args, this);
  }

  /** The resources of the template with those below them, without the resources of nested deployments. */
  get resources(): readonly DeployedResource[] {
    // an expression in the name of a resource cannot reference a resource
    if (!this.expanded) {
      this.expanded = [];
      const { source, scope, placement, input } = this;
      const { json, pointer } = source;
      this.expanded = templateResources({ json, pointer, scope, placement, conditions: input.conditions });
    }
    return this.expanded;
  }

  readonly find = (idOrName: string): DeployedResource | undefined => {
    const { resources } = this;
    if (resources.length > 0) this.index ??= indexOf(resources, scopeId(this.placement));
    return this.index?.get(comparableId(idOrName)) ?? this.input.parent?.find(idOrName);
  };

  /** Returns the outputs as the function `reference` returns them: each one has a type and a value. */
  output(name: string): ArmValue {
    const text = `outputs.${name}`;
    const output = memberOf(this.source.json.outputs, name);
    if (output === undefined) return this.unresolved(text, `the deployment has no output ${name}`);
    const { type, value, copy } = objectOf(output);
    if (copy === undefined) return { type: String(type), value: evaluate(value, this.scope) };
    const { count, input } = objectOf(copy);
    const [copied] = copiedProperties([{ name, count, input }], this.scope);
    return { type: 'Array', value: copied?.[1] ?? null };
  }

  /** Returns an unresolved value of this deployment. Nested deployments can have other values of the same expression. */
  unresolved(text: string, reason?: string, cause?: UnknownCause): Unresolved {
    return new Unresolved(this.qualified(text), reason, cause);
  }

  private qualified(text: string): string {
    return [...this.input.path, text].join('.');
  }
}

/** Indexes resources by their ids, their symbolic names and their names. */
function indexOf(
  resources: readonly DeployedResource[],
  scope: string,
): ReadonlyMap<string, DeployedResource> {
  const index = new Map<string, DeployedResource>();
  const keysOf = [
    ({ facts }: DeployedResource) => facts.id,
    // a nested deployment in another resource group is found by the id that it would have in this one, too
    ({ facts }: DeployedResource) => resourceIdOf(scope, facts.type, namesIn(facts.name)),
    ({ facts }: DeployedResource) => facts.symbolicName,
    ({ facts }: DeployedResource) => facts.name,
  ];
  for (const keyOf of keysOf) {
    for (const resource of resources) {
      const key = comparableId(keyOf(resource) ?? '');
      if (key !== '' && !index.has(key)) index.set(key, resource);
    }
  }
  return index;
}

/** Returns a value, and evaluates it at the first request. A value that depends on itself is unresolved. */
function memoized(
  values: Map<string, ArmValue>,
  name: string,
  text: string,
  compute: () => ArmValue,
): ArmValue {
  const key = name.toLowerCase();
  const found = values.get(key);
  if (found !== undefined) return found;
  values.set(key, new Unresolved(text, 'it depends on itself'));
  const value = compute();
  values.set(key, value);
  return value;
}

const NAMES = new WeakMap<object, ReadonlyMap<string, string>>();

/** Returns a member of an object by its name in any case. */
function memberOf(json: unknown, name: string): unknown {
  const object = objectOf(json);
  if (Object.hasOwn(object, name)) return object[name];
  let names = NAMES.get(object);
  if (!names) {
    names = new Map(Object.keys(object).map((key) => [key.toLowerCase(), key]));
    NAMES.set(object, names);
  }
  const key = names.get(name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

function functionsOf(json: unknown): ReadonlyMap<string, UserFunction> {
  const found = new Map<string, UserFunction>();
  for (const each of [json ?? []].flat()) {
    const { namespace, members } = objectOf(each);
    for (const [name, member] of Object.entries(objectOf(members))) {
      const { parameters, output } = objectOf(member);
      found.set(`${namespace}.${name}`.toLowerCase(), {
        parameters: [parameters ?? []].flat().map((parameter) => String(objectOf(parameter).name)),
        output: objectOf(output).value,
      });
    }
  }
  return found;
}

/** Returns the value of a parameter in the parameters of a nested deployment. */
export function passedParameter(parameters: ArmValue, name: string): ArmValue | undefined {
  if (!isObject(parameters))
    return parameters instanceof Unresolved
      ? new Unresolved(`${parameters.text}.${name}`, parameters.reason)
      : undefined;
  const passed = propertyOf(parameters, name);
  if (!isObject(passed)) return passed;
  const value = propertyOf(passed, 'value');
  if (value !== undefined) return value;
  const isSecret = propertyOf(passed, 'reference') !== undefined;
  return isSecret ? new Unresolved(`parameters('${name}')`, 'it is a secret of a key vault') : undefined;
}
