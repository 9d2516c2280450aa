import type { Formula } from '../../flows/formula';
import type { PartialText, UnknownPart } from '../../flows/partial-text';
import { joined, unknownText } from '../../flows/partial-text';
import {
  ABSENT,
  type Evaluated,
  isList,
  isScalar,
  PartialValue,
  type ResourceAttribute,
  type StackResource,
  type TextPart,
} from './evaluated';
import { Evaluator } from './evaluator';
import { entryOf, objectOf } from './json-object';
import { generatedName, type PhysicalName } from './physical-names';
import { referencesIn } from './references';
import { partitionOfRegion } from './regions';
import { StackIndex } from './stack-index';
import { resourceAddress, type TemplateResource, type TemplateStack } from './template-stack';
import { reasonOf } from './unknown-parts';

export type { StackResource } from './evaluated';

/** Text in place of a value that is unknown before deployment. */
export const UNKNOWN = '*';

/** Names and ARNs of resources of a type. */
export interface Naming {
  readonly name?: PhysicalName;
  /**
   * ARN patterns of a resource. Placeholders are `{partition}`, `{region}`, `{account}`, `{name}`, and paths of
   * properties: `{TableInput.Name}`, or `{Path:/}` with a default value. The first pattern is the resource's own ARN.
   */
  readonly arns: readonly string[];
}

/** Evaluates values of the templates of one app before deployment. */
export class AppValues {
  readonly index: StackIndex;
  readonly evaluator: Evaluator;
  private readonly byStack: ReadonlyMap<TemplateStack, StackValues>;

  constructor(
    readonly stacks: readonly TemplateStack[],
    namingOf: (type: string) => Naming | undefined = () => undefined,
  ) {
    this.index = new StackIndex(stacks);
    this.evaluator = new Evaluator(this.index, (attribute) => this.of(attribute.stack).expanded(attribute));
    this.byStack = new Map(stacks.map((stack) => [stack, new StackValues(stack, this, namingOf)]));
  }

  /** The evaluator for one of the stacks. */
  of(stack: TemplateStack): StackValues {
    return this.byStack.get(stack) as StackValues;
  }

  /** When a resource exists. */
  existence(resource: StackResource): Formula {
    return this.evaluator.conditions.existence(resource);
  }
}

/** Evaluates values of one template. */
export class StackValues {
  constructor(
    private readonly stack: TemplateStack,
    private readonly app: AppValues,
    private readonly namingOf: (type: string) => Naming | undefined,
  ) {}

  /**
   * Evaluates a value.
   *
   * @param given what is true where the value applies
   */
  evaluate(value: unknown, given: Formula = true): Evaluated {
    return this.app.evaluator.evaluate(value, { stack: this.stack, given });
  }

  /** Evaluates a value to text, with `*` for each part that is unknown before deployment. */
  text(value: unknown): string {
    return this.pattern(this.evaluate(value));
  }

  /** Evaluates a list, a single value or `Fn::Split` to a list of texts. */
  list(value: unknown): string[] {
    const found = this.evaluate(value);
    if (isList(found)) return found.map((each) => this.pattern(each));
    return found === ABSENT ? [] : [this.pattern(found)];
  }

  /** Evaluates a value to a text, whose unknown parts have a reason. A generated name is a text that no other resource has. */
  partial(value: unknown, given: Formula = true): PartialText {
    return this.partialText(this.evaluate(value, given));
  }

  /** Finds the first resource of the app that a value refers to. */
  resourceOf(value: unknown): StackResource | undefined {
    return this.resourcesIn(value)[0];
  }

  /** Finds all resources of the app that a value refers to: of this stack, or through outputs, exports and parameters. */
  resourcesIn(value: unknown, seen = new Set<string>()): StackResource[] {
    const found = new Map<TemplateResource, StackResource>();
    const others: StackResource[] = [];
    for (const reference of referencesIn(value)) {
      const resource =
        reference.kind === 'name' ? this.app.index.resourceOf(this.stack, reference.name) : undefined;
      if (resource) found.set(resource, { stack: this.stack, resource });
      const source = this.app.evaluator.references.sourceOf(reference, this.stack);
      if (!source || seen.has(source.key)) continue;
      seen.add(source.key);
      others.push(...this.app.of(source.stack).resourcesIn(source.json, seen));
    }
    return [...found.values(), ...others];
  }

  /** Returns the ARNs of a resource of this stack; empty if the ARNs of its type are unknown. */
  arnsOf(resource: TemplateResource): string[] {
    return (this.namingOf(resource.type)?.arns ?? []).map((arn) => this.filled(arn, resource));
  }

  /** Replaces the placeholders of an ARN pattern. */
  filled(arn: string, resource: TemplateResource, name = this.nameOf(resource)): string {
    return this.patternOf(this.arnParts(arn, resource, [name]));
  }

  /** Partition of the stack; `aws` if the region is unknown. */
  get partition(): string {
    return partitionOfRegion(this.stack.region ?? '');
  }

  /** Returns the name of a resource of this stack, or a pattern for the name that CloudFormation generates. */
  nameOf(resource: TemplateResource): string {
    const parts = this.nameParts(resource);
    return parts ? this.patternOf(parts) : UNKNOWN;
  }

  /** The parts of the name or the ARN that an attribute returns; `undefined` if they are unknown. */
  expanded({ resource, attribute }: ResourceAttribute): readonly TextPart[] | undefined {
    if (attribute === 'Ref') return this.nameParts(resource);
    const [arn] = attribute === 'Arn' ? (this.namingOf(resource.type)?.arns ?? []) : [];
    if (arn === undefined) return undefined;
    const name: ResourceAttribute = { kind: 'attribute', stack: this.stack, resource, attribute: 'name' };
    return this.arnParts(arn, resource, this.nameParts(resource) ?? [name]);
  }

  private nameParts(resource: TemplateResource): readonly TextPart[] | undefined {
    const name = this.namingOf(resource.type)?.name;
    if (name === undefined) return undefined;
    const given = propertyAt(resource, name.property);
    const parts = given === undefined ? undefined : this.partsOf(given);
    return parts ?? [{ kind: 'attribute', stack: this.stack, resource, attribute: 'name' }];
  }

  /** The parts of an ARN. A `*` in the pattern is an id that AWS generates. */
  private arnParts(arn: string, resource: TemplateResource, name: readonly TextPart[]): TextPart[] {
    const pseudo: Readonly<Record<string, string>> = {
      partition: 'AWS::Partition',
      account: 'AWS::AccountId',
      region: 'AWS::Region',
    };
    return arn.split(/(\{[^{}]*\}|\*)/).flatMap((piece): readonly TextPart[] => {
      if (piece === '*') return [{ kind: 'attribute', stack: this.stack, resource, attribute: 'id' }];
      const [, key, otherwise] = /^\{([\w.]+)(?::([^{}]*))?\}$/.exec(piece) ?? [];
      if (key === undefined) return [piece];
      if (key === 'name') return name;
      const pseudoName = entryOf(pseudo, key);
      if (pseudoName !== undefined) return this.partsOf({ Ref: pseudoName }) ?? [];
      return this.partsOf(propertyAt(resource, key)) ?? [otherwise ?? UNKNOWN];
    });
  }

  /** The parts of a value; `undefined` if it is absent. */
  private partsOf(json: unknown): readonly TextPart[] | undefined {
    const value = this.evaluate(json);
    if (value === ABSENT) return undefined;
    if (isScalar(value)) return [String(value)];
    if (value instanceof PartialValue) return value.parts;
    return [{ kind: 'hole', ...reasonOf(value) }];
  }

  private pattern(value: Evaluated): string {
    if (value === ABSENT) return '';
    if (isScalar(value)) return String(value);
    return value instanceof PartialValue ? this.patternOf(value.parts) : UNKNOWN;
  }

  private patternOf(parts: readonly TextPart[]): string {
    return parts
      .map((part) => {
        if (typeof part === 'string') return part;
        if (part.kind === 'hole') return part.pattern ?? UNKNOWN;
        return this.app.of(part.stack).attributePattern(part);
      })
      .join('');
  }

  private attributePattern(attribute: ResourceAttribute): string {
    const { resource } = attribute;
    if (attribute.attribute !== 'name') {
      const parts = this.expanded(attribute);
      return parts ? this.patternOf(parts) : UNKNOWN;
    }
    const name = this.namingOf(resource.type)?.name;
    return name ? generatedName(this.stack.name, resource.logicalId, name) : UNKNOWN;
  }

  private partialText(value: Evaluated): PartialText {
    if (isScalar(value)) return String(value);
    if (value === ABSENT) return '';
    if (!(value instanceof PartialValue)) return unknownText(reasonOf(value).reason);
    return joined(...value.parts.map((part) => this.partialPart(part)));
  }

  private partialPart(part: TextPart): PartialText {
    if (typeof part === 'string') return part;
    if (part.kind === 'hole') {
      const { reason, cause, id } = part;
      const unknownPart: UnknownPart = { known: false, reason, cause, ...(id !== undefined && { id }) };
      return { parts: [unknownPart] };
    }
    const { stack, resource, attribute } = part;
    const expansion = this.app.of(stack).expanded(part);
    if (!expansion) {
      const address = resourceAddress(stack, resource.logicalId);
      return generatedToken(
        attribute === 'name' || attribute === 'Ref' ? address : `${address}.${attribute}`,
      );
    }
    // the ARN of a log group ends with `:*`
    const suffix = attribute === 'Arn' && resource.type === 'AWS::Logs::LogGroup' ? [':*'] : [];
    return joined(...[...expansion, ...suffix].map((each) => this.partialPart(each)));
  }
}

/** The text that stands for a generated name. It is equal for every reference to the resource. */
function generatedToken(address: string): string {
  return `⟨${address}⟩`;
}

/** Returns a property by its path: `TableInput.Name`. */
export function propertyAt({ properties }: TemplateResource, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => objectOf(value)[key], properties);
}
