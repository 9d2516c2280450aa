import type { StackResource } from './evaluated';
import { objectOf } from './json-object';
import type { TemplateOutput, TemplateResource, TemplateStack } from './template-stack';

/** An output and its stack. */
export interface StackOutput {
  readonly stack: TemplateStack;
  readonly output: TemplateOutput;
}

/** Types of the custom resources that pass values between regions in the CDK. */
const CROSS_REGION = { writer: 'Custom::CrossRegionExportWriter', reader: 'Custom::CrossRegionExportReader' };

/** Finds resources, outputs and nested stacks of the stacks that are read together. */
export class StackIndex {
  private readonly byId = new Map<string, TemplateStack>();
  private readonly nested = new Map<string, TemplateStack>();
  private readonly resources = new Map<TemplateStack, ReadonlyMap<string, TemplateResource>>();
  private readonly byName = new Map<string, TemplateStack[]>();
  private writers: readonly StackResource[] | undefined;

  constructor(readonly stacks: readonly TemplateStack[]) {
    for (const stack of stacks) {
      this.byId.set(stack.id, stack);
      this.byName.set(stack.name, [...(this.byName.get(stack.name) ?? []), stack]);
      if (stack.parent) this.nested.set(keyOf(stack.parent.stack, stack.parent.logicalId), stack);
    }
  }

  resourceOf(stack: TemplateStack, logicalId: string): TemplateResource | undefined {
    let resources = this.resources.get(stack);
    if (!resources) {
      resources = new Map(stack.resources.map((resource) => [resource.logicalId, resource]));
      this.resources.set(stack, resources);
    }
    return resources.get(logicalId);
  }

  /** The nested stack that a resource creates; `undefined` if its template was not read. */
  nestedIn(stack: TemplateStack, logicalId: string): TemplateStack | undefined {
    return this.nested.get(keyOf(stack.id, logicalId));
  }

  /** The resource that creates a nested stack. */
  creatorOf({ parent }: TemplateStack): StackResource | undefined {
    const stack = parent && this.byId.get(parent.stack);
    const resource = stack && this.resourceOf(stack, parent.logicalId);
    return stack && resource && { stack, resource };
  }

  /**
   * The stacks with a name that another stack can refer to: of its own assembly, or else of others. A nested stack has no name
   * that is known before deployment.
   */
  stacksNamed(name: string, from: TemplateStack, environment: Environment): TemplateStack[] {
    const found = (this.byName.get(name) ?? []).filter((stack) => mayBeIn(stack, environment));
    return nearest(found, from, environment);
  }

  /** The values that the CDK passes between regions under a name: `/cdk/exports/Logs/...`. */
  crossRegionExport(
    reader: StackResource,
    name: string,
  ): { readonly key: string; readonly stack: TemplateStack; readonly json: unknown } | undefined {
    if (reader.resource.type !== CROSS_REGION.reader) return undefined;
    this.writers ??= this.stacks.flatMap((stack) =>
      stack.resources
        .filter(({ type }) => type === CROSS_REGION.writer)
        .map((resource) => ({ stack, resource })),
    );
    const found = this.writers.filter(({ resource }) => Object.hasOwn(exportsOf(resource), name));
    const [writer] = found.filter(({ stack }) => stack.assembly === reader.stack.assembly);
    if (!writer) return undefined;
    return {
      key: `export ${writer.stack.id}:${name}`,
      stack: writer.stack,
      json: exportsOf(writer.resource)[name],
    };
  }
}

/** An account and a region; a part is undefined if it is unknown. */
export interface Environment {
  readonly account?: string;
  readonly region?: string;
}

/** Whether a stack can be deployed to an environment. */
export function mayBeIn(stack: Environment, { account, region }: Environment): boolean {
  const mayEqual = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return mayEqual(stack.account, account) && mayEqual(stack.region, region);
}

/** Of several stacks, those of the same assembly, and of those, the stacks that are certainly in the environment. */
export function nearest<T extends TemplateStack>(
  stacks: readonly T[],
  from: TemplateStack,
  environment: Environment,
): T[] {
  const preferred = (all: readonly T[], isBetter: (stack: T) => boolean) => {
    const better = all.filter(isBetter);
    return better.length > 0 ? better : [...all];
  };
  const own = preferred(stacks, ({ assembly }) => assembly === from.assembly);
  return preferred(
    own,
    ({ account, region }) => account === environment.account && region === environment.region,
  );
}

function exportsOf({ properties }: TemplateResource): Readonly<Record<string, unknown>> {
  return objectOf(objectOf(properties.WriterProps).exports);
}

function keyOf(stack: string, logicalId: string): string {
  return JSON.stringify([stack, logicalId]);
}
