import type { AppValues } from '../template/stack-values';
import type { TemplateStack } from '../template/template-stack';
import type { NamedResources } from './named-resources';

/** A stack, and the values and named resources of its app. */
export interface StackScope {
  readonly app: AppValues;
  readonly stack: TemplateStack;
  readonly named: NamedResources;
}
