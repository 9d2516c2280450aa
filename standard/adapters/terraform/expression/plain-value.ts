import { reasonOf, settle, textOf } from './settle';
import {
  isMap,
  itemsOf,
  JsonText,
  PartialText,
  type TerraformValue,
  UnknownBlocks,
  Unresolved,
} from './terraform-value';

/** A value in plain JSON. */
export interface PlainValue {
  readonly value: unknown;
  /** Whether all parts are known. Placeholders replace parts that are not. */
  readonly isComplete: boolean;
  /** Why the first unknown part is unknown. */
  readonly reason?: string;
  /** Present if it is unknown which blocks it contains. */
  readonly unknownBlocks?: UnknownBlocks;
}

const MOST_PARTS = 100_000;

/** Converts a value to plain JSON. A part that is unknown before the apply becomes `${reason}`. */
export function plainValue(value: TerraformValue): PlainValue {
  let reason: string | undefined;
  let unknownBlocks: UnknownBlocks | undefined;
  let parts = 0;
  const placeholder = (open: Unresolved) => {
    reason ??= open.reason;
    return `\${${open.reason}}`;
  };
  const convert = (each: TerraformValue, depth: number): unknown => {
    if (++parts > MOST_PARTS || depth > 200) return placeholder(new Unresolved('it is too large'));
    const settled = settle(each);
    if (settled instanceof UnknownBlocks) unknownBlocks ??= settled;
    if (settled instanceof PartialText) return partial(settled, placeholder);
    if (settled instanceof JsonText) return convert(settled.content, depth + 1);
    const open = reasonOf(settled);
    if (open) return placeholder(open);
    const items = itemsOf(settled);
    if (items) return items.map((item) => convert(item, depth + 1));
    if (isMap(settled))
      return Object.fromEntries(
        // as in the JSON that Terraform writes
        [...settled]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, item]) => [key, convert(item, depth + 1)]),
      );
    return settled;
  };
  const plain = convert(value, 0);
  return {
    value: plain,
    isComplete: reason === undefined,
    ...(reason !== undefined && { reason }),
    ...(unknownBlocks && { unknownBlocks }),
  };
}

function partial({ parts }: PartialText, placeholder: (open: Unresolved) => string): string {
  return parts
    .map((part) => {
      const text = typeof part === 'string' ? part : textOf(part);
      return text instanceof Unresolved ? placeholder(text) : text;
    })
    .join('');
}
