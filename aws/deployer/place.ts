import type { AppValues } from '../template/stack-values';
import type { TemplateStack } from '../template/template-stack';

/** Where a resource is: in a stack of an app. */
export interface Place {
  readonly app: AppValues;
  readonly stack: TemplateStack;
}
