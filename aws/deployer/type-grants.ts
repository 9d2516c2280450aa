import { objectOf } from '../template/read-template';
import { propertyAt, type StackValues, UNKNOWN } from '../template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../template/template-stack';
import { entriesOf, namingOf } from './catalogue';
import type { CoveredType, PropertyActions, UnscopedActions } from './covered-type';
import { type Grant, ofStack, passRole, UNSCOPED } from './grant';
import { keyGrants } from './key-grants';
import { isLocalFile } from './local-template';
import { purposeOf } from './purpose';
import { isRetained } from './retained';
import type { StackScope } from './stack-scope';

/** Permissions that CloudFormation needs for a resource; undefined if its type is not covered. */
export function typeGrants(scope: StackScope, resource: TemplateResource): Grant[] | undefined {
  const entries = entriesOf(resource.type);
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => new EntryGrants(scope, resource, entry).all());
}

/** Permissions that a resource needs and that the policies lack, as notes. */
export function notCoveredNotes(scope: StackScope, resource: TemplateResource): string[] {
  return entriesOf(resource.type).flatMap((entry) => new EntryGrants(scope, resource, entry).notCovered());
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
    const { unscoped = [], onlyFor } = this.entry;
    const given = this.given();
    const always = given.filter(({ onlyFor, condition }) => onlyFor === undefined && condition === undefined);
    const condition = this.condition();
    const actions = [this.entry, ...always].flatMap((each) => this.needed(each));
    return [
      this.grant(actions, this.arns(), condition),
      ...unscoped.map((each) => this.unscoped(each, onlyFor && condition)),
      ...given.flatMap((each) => this.ofProperty(each)),
      ...this.passedRoles(),
    ].filter(({ actions: needed, resources }) => needed.length > 0 && resources.length > 0);
  }

  /** The permissions that properties need and the policies lack. */
  notCovered(): string[] {
    return this.given().flatMap(({ property, notCovered }) =>
      notCovered === undefined
        ? []
        : [`${this.title}: its property ${property} needs ${notCovered}; add them yourself`],
    );
  }

  private given(): PropertyActions[] {
    const { whenGiven = [] } = this.entry;
    return whenGiven.filter(({ property }) => propertyAt(this.resource, property) !== undefined);
  }

  /** CloudFormation never deletes a retained resource. */
  private needed({ actions = [], deletes = [] }: Pick<PropertyActions, 'actions' | 'deletes'>): string[] {
    return isRetained(this.resource) ? [...actions] : [...actions, ...deletes];
  }

  private arns(): string[] {
    const { on, arns } = this.entry;
    if (on) return targetArns(this.scope, propertyAt(this.resource, on.property) ?? on.otherwise, on.type);
    return arns.map((arn) => this.values.filled(arn, this.resource, this.values.nameOf(this.resource)));
  }

  private condition(): Grant['condition'] {
    const { onlyFor, condition } = this.entry;
    if (!onlyFor) return condition ?? this.tagCondition();
    const arns = onlyFor.property
      ? targetArns(this.scope, propertyAt(this.resource, onlyFor.property), onlyFor.type)
      : this.values.arnsOf(this.resource);
    return { ArnLike: { [onlyFor.key]: arns } };
  }

  /** Limits the actions to the resources of the stack that creates them. The id of a resource of another app is known. */
  private tagCondition(): Grant['condition'] {
    const { isTagged = false, on } = this.entry;
    if (!isTagged) return undefined;
    const owner = on ? this.values.resourceOf(propertyAt(this.resource, on.property)) : { stack: this.stack };
    return owner && ofStack(owner.stack.name);
  }

  private ofProperty(each: PropertyActions): Grant[] {
    const { property, unscoped, condition, onValue, onObjects, onlyFor, viaService = '' } = each;
    const texts = this.values.list(propertyAt(this.resource, property));
    const topic = `${this.topic}Uses`;
    const used = `in the property ${property} of ${this.entry.type}`;
    // a local file is uploaded before the deployment
    const objects = texts.filter((text) => !isLocalFile(property, text)).map((text) => this.objects(text));
    const limits = [condition ?? [], onlyFor ? { ArnLike: { [onlyFor]: texts } } : []].flat();
    return [
      ...limits.map((limit) => this.grant(this.needed(each), this.arns(), limit, property)),
      ...(unscoped ? [this.unscoped(unscoped)] : []),
      ...(onValue
        ? keyGrants(
            { ...this.grant(onValue, this.arnsIn(property)), topic, why: `uses the resource ${used}` },
            `${viaService}.${this.stack.region ?? UNKNOWN}.*`,
          )
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
    const { properties, to, actions = [] } = passes;
    const roles = properties
      .flatMap((property) => valuesOf(this.resource.properties, property))
      .flatMap((role) => targetArns(this.scope, role, 'AWS::IAM::Role'));
    if (roles.length === 0) return [];
    const read = {
      ...this.grant(actions, roles),
      topic: `${this.topic}Uses`,
      why: 'reads the role that it passes',
    };
    return [passRole(roles, to, this.title, source), read];
  }

  private grant(
    actions: readonly string[],
    resources: readonly string[],
    condition?: Grant['condition'],
    property?: string,
  ): Grant {
    const { type, source } = this.entry;
    const what = property === undefined ? undefined : `${property} of ${type}`;
    const retained = isRetained(this.resource) ? ', which the template retains' : '';
    const why = `${purposeOf(this.entry, actions, what)}${retained}`;
    return { topic: this.topic, actions, resources, condition, why, source, neededBy: [this.title] };
  }

  private unscoped(each: UnscopedActions, condition?: Grant['condition']): Grant {
    const { reason } = each;
    return { ...this.grant(this.needed(each), ['*'], condition), topic: UNSCOPED, why: `on *: ${reason}` };
  }
}

/** Values of all properties with a name, at any depth. */
function valuesOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, name));
  return Object.entries(objectOf(value)).flatMap(([key, each]) =>
    key === name ? [each] : valuesOf(each, name),
  );
}
