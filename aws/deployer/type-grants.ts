import { objectOf } from '../template/read-template';
import { propertyAt, type StackValues, UNKNOWN } from '../template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../template/template-stack';
import { entriesOf, namingOf } from './catalogue';
import type { CoveredType, PropertyActions, UnscopedActions } from './covered-type';
import { type Grant, passRole, UNSCOPED } from './grant';
import type { Place } from './place';

/** What CloudFormation needs for a resource; undefined where its type is not covered. */
export function typeGrants(place: Place, resource: TemplateResource): Grant[] | undefined {
  const entries = entriesOf(resource.type);
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => new EntryGrants(place, resource, entry).all());
}

/** ARNs of what a value names: resources of the app, else a name or an ARN that is given. */
export function targetArns({ app, stack }: Place, value: unknown, type: string): string[] {
  const values = app.of(stack);
  return [value ?? []].flat().flatMap((each) => {
    const placed = values.resourceOf(each);
    if (placed?.resource.type === type) return app.of(placed.stack).arnsOf(placed.resource);
    const text = values.text(each);
    if (text.startsWith('arn:')) return [text];
    // queues are named by their URLs
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
    private readonly place: Place,
    private readonly resource: TemplateResource,
    private readonly entry: CoveredType,
  ) {
    this.stack = place.stack;
    this.values = place.app.of(this.stack);
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
    if (on) return targetArns(this.place, propertyAt(this.resource, on.property) ?? on.otherwise, on.type);
    return arns.map((arn) => this.values.filled(arn, this.resource, this.values.nameOf(this.resource)));
  }

  private condition(): Grant['condition'] {
    const { onlyFor } = this.entry;
    if (!onlyFor) return undefined;
    const arns = onlyFor.property
      ? targetArns(this.place, propertyAt(this.resource, onlyFor.property), onlyFor.type)
      : this.values.arnsOf(this.resource);
    return { ArnLike: { [onlyFor.key]: arns } };
  }

  private ofProperty({ property, actions = [], unscoped, onValue, onObjects, onlyFor }: PropertyActions) {
    const texts = this.values.list(propertyAt(this.resource, property));
    const topic = `${this.topic}Uses`;
    const used = `for the ${property} of ${this.entry.type}`;
    const objects = texts.map((text) => this.objects(text));
    return [
      ...(onlyFor ? [this.grant(actions, this.arns(), { ArnLike: { [onlyFor]: texts } })] : []),
      ...(unscoped ? [this.unscoped(unscoped)] : []),
      ...(onValue
        ? [{ ...this.grant(onValue, this.arnsIn(property)), topic, why: `uses what is given ${used}` }]
        : []),
      ...(onObjects
        ? [{ ...this.grant(onObjects, objects), topic, why: `reads what was uploaded ${used}` }]
        : []),
    ];
  }

  /** What a property names: by its ARN, or as a resource of the app. */
  private arnsIn(property: string): string[] {
    return [propertyAt(this.resource, property)].flat().flatMap((value) => {
      const placed = this.values.resourceOf(value);
      if (placed) return this.place.app.of(placed.stack).arnsOf(placed.resource);
      const text = this.values.text(value);
      // anything at all would be more than is needed, and no ARN
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
      targetArns(this.place, role, 'AWS::IAM::Role'),
    );
    return roles.length === 0 ? [] : [passRole(roles, passes.to, this.title, source)];
  }

  private grant(
    actions: readonly string[],
    resources: readonly string[],
    condition?: Grant['condition'],
  ): Grant {
    const { type, source } = this.entry;
    const why = `makes, reads, changes and removes ${type.endsWith('::') ? `${type}*` : type}`;
    return { topic: this.topic, actions, resources, condition, why, source, neededBy: [this.title] };
  }

  private unscoped({ actions, reason }: UnscopedActions, condition?: Grant['condition']): Grant {
    return { ...this.grant(actions, ['*'], condition), topic: UNSCOPED, why: `on *: ${reason}` };
  }
}

/** Values of all properties of a name, at any depth. */
function valuesOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, name));
  return Object.entries(objectOf(value)).flatMap(([key, each]) =>
    key === name ? [each] : valuesOf(each, name),
  );
}
