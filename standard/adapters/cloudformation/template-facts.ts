import type { AppValues, StackResource } from '../../../aws/template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../../../aws/template/template-stack';
import { Cloud, type Fact, known, unknown, type Value } from '../../facts';
import { shown, userLine } from '../../locations/stack-frames';
import { TemplateValues } from './template-value';

/** Facts of the resources of one app. */
export class TemplateFacts {
  readonly values: TemplateValues;
  private readonly byType = new Map<string, StackResource[]>();
  private policies: Map<string, unknown[]> | undefined;

  constructor(readonly app: AppValues) {
    this.values = new TemplateValues(app);
    for (const stack of app.stacks) {
      for (const resource of stack.resources) {
        const all = this.byType.get(resource.type) ?? [];
        all.push({ stack, resource });
        this.byType.set(resource.type, all);
      }
    }
  }

  /** All resources of a type. */
  ofType(type: string): readonly StackResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Documents of bucket policies, by the bucket's address or, where it is written out, its name. */
  policiesOn(bucket: string): readonly unknown[] {
    this.policies ??= this.indexPolicies();
    return this.policies.get(bucket) ?? [];
  }

  private indexPolicies(): Map<string, unknown[]> {
    const index = new Map<string, unknown[]>();
    for (const { stack, resource } of this.ofType('AWS::S3::BucketPolicy')) {
      const { Bucket, PolicyDocument } = resource.properties;
      const target = this.resourceIn(Bucket, stack);
      const key = target ? addressOf(target) : String(Bucket);
      index.set(key, [...(index.get(key) ?? []), PolicyDocument]);
    }
    return index;
  }

  factOf(stack: TemplateStack, resource: TemplateResource): Fact & { readonly cloud: Cloud.AWS } {
    const source = resource.path === undefined ? undefined : sourceOf(stack, resource.path);
    return {
      cloud: Cloud.AWS,
      address: addressOf({ stack, resource }),
      title: titleOf(stack, resource),
      type: resource.type,
      where: {
        artifact: shown(stack.file ?? stack.name),
        pointer: `/Resources/${resource.logicalId}`,
        path: resource.path ?? `${stack.name}/${resource.logicalId}`,
        ...(source && { source }),
      },
    };
  }

  /** What a value means: the address of a resource of the app, else an id or ARN. */
  target(json: unknown, stack: TemplateStack, at: string): Value<string> {
    const value = this.values.text(json, stack, at);
    if (value.known) return value.value === undefined ? unknown('it is not set', at) : known(value.value, at);
    const resource = this.resourceIn(json, stack);
    return resource ? known(addressOf(resource), at) : value;
  }

  /** The one resource of the app that a value means; none where it depends on a condition, or means several. */
  resourceIn(json: unknown, stack: TemplateStack): StackResource | undefined {
    if (hasChoice(json)) return undefined;
    const found = this.app.of(stack).resourcesIn(json);
    return found.length === 1 ? found[0] : undefined;
  }
}

export function addressOf({ stack, resource }: StackResource): string {
  return `${stack.name}/${resource.logicalId}`;
}

/** The line that made a construct; where a library made it, that which made the construct around it. */
function sourceOf({ metadata }: TemplateStack, path: string) {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const entry = metadata?.get(at)?.find(({ type }) => type === 'aws:cdk:creationStack');
    const line = userLine(entry?.data);
    if (line) return line;
  }
  return undefined;
}

function hasChoice(json: unknown): boolean {
  if (Array.isArray(json)) return json.some(hasChoice);
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(([key, each]) => key === 'Fn::If' || hasChoice(each));
}
