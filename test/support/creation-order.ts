import type { PlainTemplate } from './plain-template';

/**
 * Logical ids of the resources that CloudFormation must create before a resource, and so deletes after it: those that it
 * refers to or depends on, at any distance.
 */
export function createdBefore(template: PlainTemplate, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (each: string): void => {
    for (const other of directly(template, each)) {
      if (found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(id);
  return found;
}

function directly({ resources }: PlainTemplate, id: string): string[] {
  const { Properties, DependsOn = [] } = resources[id] ?? { Properties: {} };
  const references = JSON.stringify(Properties ?? {}).matchAll(/<([A-Za-z0-9]+)(?:\.[A-Za-z.]+)?>/g);
  const names = [...references].map(([, name]) => name as string);
  return [...[DependsOn].flat(), ...names].filter((name) => name in resources);
}
