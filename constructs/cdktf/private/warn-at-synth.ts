import { Annotations, Aspects } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';

/** Warnings of each app. */
const GIVEN = new WeakMap<IConstruct, Set<string>>();

/** Adds warnings that depend on the whole app. They are determined at synth. Each is added once, to the first scope. */
export function warnAtSynth(scope: Construct, warningsOf: () => readonly string[]): void {
  const { root } = scope.node;
  const given = GIVEN.get(root) ?? new Set<string>();
  GIVEN.set(root, given);
  atSynth(scope, () => {
    for (const warning of warningsOf().filter((each) => !given.has(each))) {
      given.add(warning);
      Annotations.of(scope).addWarning(warning);
    }
  });
}

/** Calls a function at synth, when the app is complete. */
export function atSynth(scope: Construct, run: () => void): void {
  Aspects.of(scope).add({
    visit(node) {
      if (node === scope) run();
    },
  });
}
