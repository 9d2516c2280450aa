import { ArtifactError } from '../../artifact';
import type { ArmValue } from './arm-value';

/** What expressions of one template can refer to. */
export interface TemplateScope {
  /** Path of the template and work that is left for its expressions. */
  readonly budget: EvaluationBudget;
  parameter(name: string): ArmValue;
  variable(name: string): ArmValue;
  /** Returns a user-defined function by its name with its namespace. */
  userFunction(name: string): UserFunction | undefined;
  /** Calls a function about the deployment: `resourceId`, `reference`, `resourceGroup`. The name is in lower case. */
  deploymentFunction(name: string, args: readonly ArmValue[]): ArmValue | undefined;
}

/** A function that a template defines. Source: Azure Resource Manager, "User-defined functions in ARM templates". */
export interface UserFunction {
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  /** The value of its output, with expressions. */
  readonly output: unknown;
}

/** The position in a copy loop. */
export interface CopyPosition {
  /** Name of the loop. */
  readonly name: string;
  /** From 0; `undefined` if the number of copies is unknown. */
  readonly index: number | undefined;
}

/** What an expression can refer to. */
export interface EvaluationScope {
  readonly template: TemplateScope;
  /** The surrounding copy loops, the innermost last. */
  readonly copies: readonly CopyPosition[];
  /** Variables of lambda expressions. */
  readonly lambda: ReadonlyMap<string, ArmValue>;
}

/** Steps that the expressions of an artifact can take. The largest templates of Azure take fewer than a tenth. */
const MAX_STEPS = 1_000_000;

/** Deepest nesting of expressions, with those of the variables and parameters in them. */
const MAX_DEPTH = 500;

/** Limits the work for an artifact, because nested loops can multiply it. */
export class EvaluationBudget {
  private left = MAX_STEPS;
  private depth = 0;

  constructor(private readonly artifact: string) {}

  /** Begins the evaluation of an expression. Returns false if it is nested too deep. */
  enter(): boolean {
    this.depth++;
    return this.depth <= MAX_DEPTH;
  }

  leave(): void {
    this.depth--;
  }

  /** @throws ArtifactError if no work is left */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0)
      throw new ArtifactError(
        `${this.artifact} needs more than ${MAX_STEPS} evaluation steps: reduce its copy loops and nested variables`,
      );
  }
}

export function scopeOf(template: TemplateScope, copies: readonly CopyPosition[] = []): EvaluationScope {
  return { template, copies, lambda: new Map() };
}
