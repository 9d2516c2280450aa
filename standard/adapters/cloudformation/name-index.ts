import {
  ABSENT,
  type Evaluated,
  isList,
  isScalar,
  PartialValue,
  type StackResource,
} from '../../../aws/template/evaluated';
import { conjunction } from '../../../flows/formula';
import { nameOf } from './resource-texts';
import { addressOf, type TemplateFacts } from './template-facts';

/** Finds the resources that can name a resource, such as the policies of a bucket. It evaluates each name once. */
export class NameIndex {
  private readonly byKey = new Map<string, StackResource[]>();
  /** Resources whose names depend on a condition, or on a part that is known only after deployment. */
  private readonly open: StackResource[] = [];

  /** @param namesOf the name, or the list of names, in the properties of a resource */
  constructor(
    private readonly facts: TemplateFacts,
    resources: readonly StackResource[],
    namesOf: (properties: StackResource['resource']['properties']) => unknown,
  ) {
    const always = conjunction([]);
    for (const each of resources) {
      const names = facts.app.of(each.stack).evaluate(namesOf(each.resource.properties), always);
      const list: readonly Evaluated[] = isList(names) ? names : [names];
      const keys = list.map((name) => this.keyOf(name));
      if (keys.includes(undefined)) this.open.push(each);
      for (const key of keys.includes(undefined) ? [] : (keys as string[])) {
        const found = this.byKey.get(key);
        if (!found) this.byKey.set(key, [each]);
        else if (!found.includes(each)) found.push(each);
      }
    }
  }

  /** Returns the resources that name a resource, or may name it. */
  of(named: StackResource): readonly StackResource[] {
    const name = nameOf(this.facts.texts, named);
    return [
      ...(this.byKey.get(addressKey(named)) ?? []),
      ...((typeof name === 'string' && this.byKey.get(nameKey(name))) || []),
      ...this.open,
    ];
  }

  /** A name that is known, or else a reference to a resource; `undefined` for any other value. */
  private keyOf(value: Evaluated): string | undefined {
    if (value === ABSENT) return '';
    if (isScalar(value)) return nameKey(String(value));
    if (!(value instanceof PartialValue)) return undefined;
    const [part, other] = value.parts;
    if (typeof part !== 'object' || part.kind !== 'attribute' || other !== undefined) return undefined;
    const text = this.facts.texts.textOf(value);
    return typeof text === 'string' ? nameKey(text) : addressKey(part);
  }
}

function nameKey(name: string): string {
  return `name ${name}`;
}

function addressKey(resource: StackResource): string {
  return `address ${addressOf(resource)}`;
}
