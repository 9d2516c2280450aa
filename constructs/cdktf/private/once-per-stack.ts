import { Aspects, type IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Returns a function that returns the aspect of a scope's stack, and creates it on first use. The aspect runs at synth, when
 * all constructs of the stack exist.
 */
export function oncePerStack<T extends IAspect>(
  create: (stack: TerraformStack) => T,
): (scope: IConstruct) => T {
  const ofStacks = new WeakMap<TerraformStack, T>();
  return (scope) => {
    const stack = TerraformStack.of(scope);
    const found = ofStacks.get(stack);
    if (found) return found;
    const aspect = create(stack);
    ofStacks.set(stack, aspect);
    Aspects.of(stack).add(aspect);
    return aspect;
  };
}
