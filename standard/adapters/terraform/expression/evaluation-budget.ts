import { type TerraformValue, Unresolved } from './terraform-value';

/** Limits the work for one root module, whose author may be hostile. */
export class EvaluationBudget {
  private depth = 0;
  private steps = 0;

  /** Runs a step of an evaluation, unless there were too many. */
  run(evaluateStep: () => TerraformValue): TerraformValue {
    if (++this.steps > 2_000_000 || this.depth > 400)
      return new Unresolved('the configuration is too large or nested too deeply');
    this.depth++;
    try {
      return evaluateStep();
    } finally {
      this.depth--;
    }
  }
}
