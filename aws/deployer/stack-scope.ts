import type { AppValues } from '../template/stack-values';
import type { TemplateStack } from '../template/template-stack';

/** A stack, and the values of its app. */
export interface StackScope {
  readonly app: AppValues;
  readonly stack: TemplateStack;
}
