import { conjunction, disjunction, type Formula, negated } from '../../flows/formula';
import {
  ABSENT,
  Choice,
  type Evaluated,
  isScalar,
  PartialValue,
  type StackResource,
  type TextPart,
} from './evaluated';
import { entryOf, objectOf } from './json-object';
import type { StackIndex } from './stack-index';
import type { TemplateStack } from './template-stack';

/** Depth of conditions in conditions. */
const DEEPEST = 50;

/**
 * Evaluates conditions to formulas. A comparison with an unknown parameter is a test of its value, so that opposite conditions
 * exclude each other.
 *
 * Source: AWS CloudFormation Template Reference, "Condition functions".
 */
export class ConditionFormulas {
  private readonly known = new Map<TemplateStack, Map<string, Formula>>();
  private readonly active = new Set<string>();

  constructor(
    private readonly index: StackIndex,
    private readonly evaluate: (json: unknown, stack: TemplateStack) => Evaluated,
  ) {}

  /** The formula of a condition of a stack. */
  of(name: string, stack: TemplateStack): Formula {
    const own = this.known.get(stack) ?? new Map<string, Formula>();
    this.known.set(stack, own);
    const known = own.get(name);
    if (known !== undefined) return known;
    const json = entryOf(stack.conditions, name);
    const key = `${stack.id} ${name}`;
    if (json === undefined || this.active.has(key) || this.active.size > DEEPEST) return opaque(stack, name);
    this.active.add(key);
    try {
      const formula = this.formula(json, stack);
      own.set(name, formula);
      return formula;
    } finally {
      this.active.delete(key);
    }
  }

  /** When a resource exists: its condition, and those of the nested stacks that contain it. */
  existence({ stack, resource }: StackResource): Formula {
    const formulas: Formula[] = [];
    let current: StackResource | undefined = { stack, resource };
    for (let depth = 0; current && depth < DEEPEST; depth++) {
      const { condition } = current.resource;
      if (condition !== undefined) formulas.push(this.of(condition, current.stack));
      current = this.index.creatorOf(current.stack);
    }
    return conjunction(formulas);
  }

  private formula(json: unknown, stack: TemplateStack): Formula {
    if (typeof json === 'boolean') return json;
    const [[key, argument] = ['', undefined]] = Object.entries(objectOf(json));
    const all = [argument ?? []].flat().map((each) => each as unknown);
    const formulas = () => all.map((each) => this.formula(each, stack));
    switch (key) {
      case 'Condition':
        return this.of(String(argument), stack);
      case 'Fn::And':
        return conjunction(formulas());
      case 'Fn::Or':
        return disjunction(formulas());
      case 'Fn::Not':
        return negated(formulas()[0] ?? false);
      case 'Fn::Equals': {
        if (all.length !== 2) return opaque(stack, JSON.stringify(json));
        const [one = ABSENT, other = ABSENT] = all.map((each) => this.evaluate(each, stack));
        return equality(one, other) ?? opaque(stack, JSON.stringify(json));
      }
    }
    return opaque(stack, JSON.stringify(json) ?? '');
  }
}

/** A condition that cannot be evaluated. Equal expressions of one stack are equal. */
function opaque({ id }: TemplateStack, expression: string): Formula {
  return { variable: `${id}?${expression}`, equals: 'true', domain: ['true', 'false'] };
}

/** When two values are equal; `undefined` if that depends on more than one unknown part. */
function equality(one: Evaluated, other: Evaluated): Formula | undefined {
  if (one instanceof Choice) return anyOption(one, other);
  if (other instanceof Choice) return anyOption(other, one);
  if (isScalar(one) && isScalar(other)) return String(one) === String(other);
  if (one instanceof PartialValue && other instanceof PartialValue)
    return hasSameParts(one, other) ? true : undefined;
  if (one instanceof PartialValue) return isScalar(other) ? testOf(one, String(other)) : undefined;
  if (other instanceof PartialValue) return isScalar(one) ? testOf(other, String(one)) : undefined;
  return JSON.stringify(one) === JSON.stringify(other) ? true : undefined;
}

function anyOption({ options }: Choice, other: Evaluated): Formula | undefined {
  const formulas = options.map(({ when, value }) => {
    const equal = equality(value, other);
    return equal === undefined ? undefined : conjunction([when, equal]);
  });
  return formulas.includes(undefined) ? undefined : disjunction(formulas as Formula[]);
}

/** Whether a text with one unknown part is equal to a known text. */
function testOf({ parts }: PartialValue, text: string): Formula | undefined {
  const open = parts.filter((part) => typeof part !== 'string');
  const [part] = open;
  if (part === undefined || open.length > 1 || part.kind !== 'hole' || part.id === undefined)
    return undefined;
  const at = parts.indexOf(part);
  const [start, end] = [parts.slice(0, at).join(''), parts.slice(at + 1).join('')];
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  return { variable: part.id, equals: text.slice(start.length, text.length - end.length) };
}

/** Whether two texts consist of the same known and unknown parts. */
function hasSameParts({ parts: one }: PartialValue, { parts: other }: PartialValue): boolean {
  return one.length === other.length && one.every((part, index) => isSamePart(part, other[index] ?? ''));
}

function isSamePart(one: TextPart, other: TextPart): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  if (one.kind === 'hole') return other.kind === 'hole' && one.id !== undefined && one.id === other.id;
  if (other.kind === 'hole') return false;
  return one.stack === other.stack && one.resource === other.resource && one.attribute === other.attribute;
}
