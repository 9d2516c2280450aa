import { objectOf } from '../template/read-template';
import { type AppValues, type StackResource, UNKNOWN } from '../template/stack-values';
import type { TemplateStack } from '../template/template-stack';

const LOG_GROUP_NAMES = ['LogGroupName', 'LogGroupNames'];

/**
 * Finds resources of an app by their ARNs and names. Stacks of different accounts refer to each other by them, because
 * CloudFormation has no references between accounts.
 */
export class NamedResources {
  private readonly byArn = new Map<string, StackResource>();

  constructor(private readonly app: AppValues) {
    for (const stack of app.stacks) {
      for (const resource of stack.resources) {
        for (const arn of app.of(stack).arnsOf(resource)) {
          const key = keyOf(arn);
          if (!key.includes(UNKNOWN)) this.byArn.set(key, { stack, resource });
        }
      }
    }
  }

  /** Finds the resources whose ARNs or names a value of a stack contains, at any depth. */
  resourcesIn(stack: TemplateStack, value: unknown): StackResource[] {
    return this.arnsIn(stack, value).flatMap((arn) => this.byArn.get(keyOf(arn)) ?? []);
  }

  private arnsIn(stack: TemplateStack, value: unknown, key = ''): string[] {
    if (Array.isArray(value)) return value.flatMap((each) => this.arnsIn(stack, each, key));
    const entries = Object.entries(objectOf(value));
    const isText = typeof value === 'string' || entries.some(([name]) => /^(?:Ref|Fn::\w+)$/.test(name));
    if (!isText) return entries.flatMap(([name, each]) => this.arnsIn(stack, each, name));
    const values = this.app.of(stack);
    const text = values.text(value);
    if (text.startsWith('arn:')) return [text];
    if (!LOG_GROUP_NAMES.includes(key)) return [];
    const { account = UNKNOWN, region = UNKNOWN } = stack;
    return [`arn:${values.partition}:logs:${region}:${account}:log-group:${text}`];
  }
}

/** An ARN without its partition, a key prefix of a bucket, and the end `:*` of a log group. */
function keyOf(arn: string): string {
  const [, , service = '', ...rest] = arn.split(':');
  const name = rest.join(':').replace(/:\*$/, '');
  return `${service}:${service === 's3' ? name.split('/', 1)[0] : name}`;
}
