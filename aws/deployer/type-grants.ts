import { objectOf } from '../template/read-template';
import { propertyAt, type StackValues, UNKNOWN } from '../template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../template/template-stack';
import { entriesOf, namingOf } from './catalogue';
import type { CoveredType, PropertyActions, UnscopedActions } from './covered-type';
import { type Grant, passRole, UNSCOPED } from './grant';
import { isLocalFile } from './local-template';
import type { StackScope } from './stack-scope';

/** Permissions that CloudFormation needs for a resource; undefined if its type is not covered. */
export function typeGrants(scope: StackScope, resource: TemplateResource): Grant[] | undefined {
  const entries = entriesOf(resource.type);
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => new EntryGrants(scope, resource, entry).all());
}

/** ARNs that a value refers to: those of a resource of the app, or of a literal name or ARN. */
export function targetArns({ app, stack }: StackScope, value: unknown, type: string): string[] {
  const values = app.of(stack);
  return [value ?? []].flat().flatMap((each) => {
    const target = values.resourceOf(each);
    if (target?.resource.type === type) return app.of(target.stack).arnsOf(target.resource);
    const text = values.text(each);
    if (text.startsWith('arn:')) return [text];
    // queues are referenced by their URLs
    const name = text.slice(text.lastIndexOf('/') + 1) || UNKNOWN;
    const unnamed: TemplateResource = { logicalId: '', type, properties: {}, dependsOn: [] };
    return (namingOf(type)?.arns ?? []).map((arn) => values.filled(arn, unnamed, name));
  });
}

class EntryGrants {
  private readonly values: StackValues;
  private readonly stack: TemplateStack;
  private readonly title: string;

  constructor(
    private readonly scope: StackScope,
    private readonly resource: TemplateResource,
    private readonly entry: CoveredType,
  ) {
    this.stack = scope.stack;
    this.values = scope.app.of(this.stack);
    this.title = titleOf(this.stack, resource);
  }

  private get topic(): string {
    return this.entry.type.replace(/^AWS::|::$/g, '').replaceAll('::', '');
  }

  all(): Grant[] {
    const { actions, unscoped = [], whenGiven = [] } = this.entry;
    const given = whenGiven.filter(({ property }) => propertyAt(this.resource, property) !== undefined);
    const always = given.filter(({ onlyFor }) => onlyFor === undefined);
    const condition = this.condition();
    return [
      this.grant([...actions, ...always.flatMap((each) => each.actions ?? [])], this.arns(), condition),
      ...unscoped.map((each) => this.unscoped(each, condition)),
      ...given.flatMap((each) => this.ofProperty(each)),
      ...this.passedRoles(),
    ].filter(({ actions: needed, resources }) => needed.length > 0 && resources.length > 0);
  }

  private arns(): string[] {
    const { on, arns } = this.entry;
    if (on) return targetArns(this.scope, propertyAt(this.resource, on.property) ?? on.otherwise, on.type);
    return arns.map((arn) => this.values.filled(arn, this.resource, this.values.nameOf(this.resource)));
  }

  private condition(): Grant['condition'] {
    const { onlyFor } = this.entry;
    if (!onlyFor) return undefined;
    const arns = onlyFor.property
      ? targetArns(this.scope, propertyAt(this.resource, onlyFor.property), onlyFor.type)
      : this.values.arnsOf(this.resource);
    return { ArnLike: { [onlyFor.key]: arns } };
  }

  private ofProperty({ property, actions = [], unscoped, onValue, onObjects, onlyFor }: PropertyActions) {
    const texts = this.values.list(propertyAt(this.resource, property));
    const topic = `${this.topic}Uses`;
    const used = `in the property ${property} of ${this.entry.type}`;
    // a local file is uploaded before the deployment
    const objects = texts.filter((text) => !isLocalFile(property, text)).map((text) => this.objects(text));
    return [
      ...(onlyFor ? [this.grant(actions, this.arns(), { ArnLike: { [onlyFor]: texts } })] : []),
      ...(unscoped ? [this.unscoped(unscoped)] : []),
      ...(onValue
        ? [{ ...this.grant(onValue, this.arnsIn(property)), topic, why: `uses the resource ${used}` }]
        : []),
      ...(onObjects && objects.length > 0
        ? [{ ...this.grant(onObjects, objects), topic, why: `reads uploaded objects ${used}` }]
        : []),
    ];
  }

  /** ARNs that a property refers to: those of a resource of the app, or a literal ARN. */
  private arnsIn(property: string): string[] {
    return [propertyAt(this.resource, property)].flat().flatMap((value) => {
      const target = this.values.resourceOf(value);
      if (target) return this.scope.app.of(target.stack).arnsOf(target.resource);
      const text = this.values.text(value);
      // `*` would allow more than an ARN pattern, and is not an ARN
      return text === UNKNOWN ? ['arn:*:*:*:*:*'] : [text];
    });
  }

  private objects(bucket: string): string {
    const name = /^https:\/\/[^/]+\/([^/]+)\//.exec(bucket)?.[1] ?? bucket;
    return `arn:${this.values.partition}:s3:::${name}/*`;
  }

  private passedRoles(): Grant[] {
    const { passes, source } = this.entry;
    if (!passes) return [];
    const roles = valuesOf(this.resource.properties, passes.property).flatMap((role) =>
      targetArns(this.scope, role, 'AWS::IAM::Role'),
    );
    return roles.length === 0 ? [] : [passRole(roles, passes.to, this.title, source)];
  }

  private grant(
    actions: readonly string[],
    resources: readonly string[],
    condition?: Grant['condition'],
  ): Grant {
    const { type, source } = this.entry;
    const why = `creates, reads, updates and deletes ${type.endsWith('::') ? `${type}*` : type}`;
    return { topic: this.topic, actions, resources, condition, why, source, neededBy: [this.title] };
  }

  private unscoped({ actions, reason }: UnscopedActions, condition?: Grant['condition']): Grant {
    return { ...this.grant(actions, ['*'], condition), topic: UNSCOPED, why: `on *: ${reason}` };
  }
}

/** Values of all properties with a name, at any depth. */
function valuesOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, name));
  return Object.entries(objectOf(value)).flatMap(([key, each]) =>
    key === name ? [each] : valuesOf(each, name),
  );
}
