import type { DeploymentHome } from '../../../aws/policies/delivery-requests';
import {
  ABSENT,
  Choice,
  type Evaluated,
  type Hole,
  isList,
  isObject,
  isScalar,
  PartialValue,
  type TextPart,
} from '../../../aws/template/evaluated';
import { referencesIn } from '../../../aws/template/references';
import type { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import type { Formula } from '../../../flows/formula';
import { joined, type PartialText, unknownText } from '../../../flows/partial-text';
import { unknown } from '../../facts';
import { attributeText } from './resource-texts';

/** The end of the ids of values that stacks can share. */
const SHARED_ID = /^(.*)(:AWS::(?:AccountId|Region))$/;

/**
 * Evaluates texts of templates before deployment, and keeps their known parts. The name that CloudFormation generates for
 * a resource is a text that is equal only to itself.
 */
export class TemplateTexts {
  /** For each stack, the id of a stack with which it shares its account and region. */
  private readonly shared = new Map<string, string>();

  constructor(private readonly app: AppValues) {
    for (const stack of app.stacks) this.shareHomes(stack);
  }

  /** A stack that imports a value has the account and region of the exporter, and a nested stack those of its parent. */
  private shareHomes(stack: TemplateStack): void {
    if (stack.parent) this.unite(stack.parent.stack, stack.id);
    for (const { properties } of stack.resources) {
      for (const reference of referencesIn(properties)) {
        const source =
          reference.kind === 'import' ? this.app.evaluator.references.sourceOf(reference, stack) : undefined;
        if (source) this.unite(source.stack.id, stack.id);
      }
    }
  }

  private unite(one: string, other: string): void {
    const [left, right] = [this.rootOf(one), this.rootOf(other)];
    if (left !== right) this.shared.set(right, left);
  }

  private rootOf(id: string): string {
    let root = id;
    for (let next = this.shared.get(root); next !== undefined; next = this.shared.get(root)) root = next;
    return root;
  }

  /** Returns the partition, account and region of a stack. The partition is `aws` if the region is unknown. */
  homeOf(stack: TemplateStack): DeploymentHome {
    const pseudo = (name: string) => this.text({ Ref: `AWS::${name}` }, stack);
    return { partition: pseudo('Partition'), account: pseudo('AccountId'), region: pseudo('Region') };
  }

  /**
   * Evaluates a text.
   *
   * @param given what is true where the text applies
   */
  text(json: unknown, stack: TemplateStack, given: Formula = true): PartialText {
    return this.textOf(this.app.of(stack).evaluate(json, given));
  }

  /** Returns an evaluated value as a text. */
  textOf(value: Evaluated): PartialText {
    if (value === ABSENT) return '';
    if (isScalar(value)) return String(value);
    return value instanceof PartialValue ? this.joinedParts(value) : unknownText(reasonOf(value).reason);
  }

  /**
   * Evaluates a JSON value, and keeps its known parts: its texts are `PartialText`, and other values that are known only
   * after deployment are `Unknown`.
   */
  json(json: unknown, stack: TemplateStack, given: Formula = true): unknown {
    return this.part(this.app.of(stack).evaluate(json, given));
  }

  private part(value: Evaluated): unknown {
    if (value === ABSENT) return undefined;
    if (value instanceof PartialValue) return this.joinedParts(value);
    if (value instanceof Choice) return unknown(value.reason, undefined, value.cause);
    if (isList(value)) return value.filter((each) => each !== ABSENT).map((each) => this.part(each));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]) => (each === ABSENT ? [] : [[name, this.part(each)]])),
    );
  }

  private joinedParts({ parts }: PartialValue): PartialText {
    return joined(...parts.map((part) => this.textPart(part)));
  }

  private textPart(part: TextPart): PartialText {
    if (typeof part === 'string') return part;
    return part.kind === 'attribute' ? attributeText(this, part) : this.holeText(part);
  }

  private holeText({ reason, cause, id, pattern }: Hole): PartialText {
    if (pattern !== undefined && /:AWS::(Partition|URLSuffix)$/.test(id ?? '')) return pattern;
    const [, stack, name] = SHARED_ID.exec(id ?? '') ?? [];
    const sharedId = stack === undefined ? id : `${this.rootOf(stack)}${name}`;
    return { parts: [{ known: false, reason, cause, ...(sharedId !== undefined && { id: sharedId }) }] };
  }
}
