import { Annotations, Aspects } from 'cdktf';
import type { Construct } from 'constructs';

/** Adds warnings that depend on the whole app. They are determined at synth, once per scope. */
export function warnAtSynth(scope: Construct, warningsOf: () => readonly string[]): void {
  Aspects.of(scope).add({
    visit(node) {
      if (node !== scope) return;
      const given = new Set(scope.node.metadata.map(({ data }) => String(data)));
      for (const warning of warningsOf()) {
        if (!given.has(warning)) Annotations.of(scope).addWarning(warning);
      }
    },
  });
}
