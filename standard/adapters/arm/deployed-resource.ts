import type { ArmValue, Unresolved } from './expressions/arm-value';
import { propertyOf } from './expressions/collection-functions';
import { evaluate } from './expressions/evaluate';
import type { EvaluationScope } from './expressions/evaluation-scope';

/** The identity of a resource of a deployment. */
export interface DeployedResourceFacts {
  /** `Microsoft.Network/networkWatchers/flowLogs`. */
  readonly type: string;
  /** The full name: `watcher/flowLog`. */
  readonly name: string;
  readonly id: string;
  /** JSON pointer in the file of the template. */
  readonly pointer: string;
  /** Name of the resource in a template that names its resources. */
  readonly symbolicName?: string;
  /** Conditions and loops that determine during the deployment whether the resource exists. */
  readonly conditions: readonly Unresolved[];
  /** Whether the template only refers to it. */
  readonly isExisting: boolean;
}

/** A resource of a deployment: one copy, if the template declares several. */
export class DeployedResource {
  private values: { readonly [name: string]: ArmValue } = {};
  /** The outputs of the deployment that it creates, if it is a nested deployment. */
  nested: { output(name: string): ArmValue } | undefined;

  constructor(
    readonly json: Readonly<Record<string, unknown>>,
    /** The scope in which the expressions of the resource are evaluated. */
    readonly scope: EvaluationScope,
    readonly facts: DeployedResourceFacts,
  ) {}

  /** The type in lower case. */
  get type(): string {
    return this.facts.type.toLowerCase();
  }

  /** Evaluates a member of the resource, such as `properties` or `location`. */
  value(name: string): ArmValue | undefined {
    const found = propertyOf(this.values, name);
    if (found !== undefined) return found;
    const [entry] = Object.entries(this.json).filter(([key]) => key.toLowerCase() === name.toLowerCase());
    if (entry === undefined) return undefined;
    const value = evaluate(entry[1], this.scope);
    this.values = { ...this.values, [entry[0]]: value };
    return value;
  }
}
