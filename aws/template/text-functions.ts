import { UnknownCause } from '../../flows/value';
import {
  type Evaluated,
  hole,
  isList,
  isScalar,
  PartialValue,
  type ResourceAttribute,
  type TextPart,
  textOf,
} from './evaluated';
import { openIn, partsIn, unknownFrom } from './unknown-parts';

/** Expands an attribute into the parts of the name or the ARN of its resource; `undefined` if they are unknown. */
export type AttributeExpansion = (attribute: ResourceAttribute) => readonly TextPart[] | undefined;

/** Functions of evaluated arguments. */
export const FUNCTIONS: Readonly<
  Record<string, (values: readonly Evaluated[], expand: AttributeExpansion) => Evaluated>
> = {
  'Fn::Join': ([separator, list]) => {
    if (!isList(list as Evaluated)) return unknownFrom(list, 'Fn::Join has no list');
    if (!isScalar(separator as Evaluated)) return unknownFrom(separator, 'Fn::Join has no separator');
    const items = (list as readonly Evaluated[]).map(partsIn);
    return textOf(items.flatMap((parts, index) => (index === 0 ? parts : [String(separator), ...parts])));
  },

  'Fn::Split': ([separator, text], expand) => {
    if (!isScalar(separator as Evaluated) || String(separator) === '')
      return unknownFrom(separator, 'Fn::Split has no separator');
    if (text instanceof PartialValue) return split(text.parts, String(separator), expand);
    return isScalar(text as Evaluated)
      ? String(text).split(String(separator))
      : unknownFrom(text, 'Fn::Split has no text');
  },

  'Fn::Select': ([index, list]) => {
    if (!isScalar(index as Evaluated)) return unknownFrom(index, 'the index of Fn::Select is not known');
    if (!isList(list as Evaluated)) return unknownFrom(list, 'Fn::Select has no list');
    const item = (list as readonly Evaluated[])[Number(index)];
    return item ?? hole(`Fn::Select has no item at index ${String(index)}`, UnknownCause.UNRESOLVABLE);
  },

  'Fn::Length': ([list]) =>
    isList(list as Evaluated)
      ? (list as readonly Evaluated[]).length
      : unknownFrom(list, 'Fn::Length has no list'),

  'Fn::Base64': ([text]) =>
    isScalar(text as Evaluated)
      ? Buffer.from(String(text)).toString('base64')
      : unknownFrom(text, 'Fn::Base64 has no text'),

  'Fn::ToJsonString': ([value]) => {
    const open = value === undefined ? undefined : openIn(value);
    return open ? new PartialValue([open]) : JSON.stringify(value);
  },
};

/** Functions with one argument, which can be a list. */
export function isSingle(key: string): boolean {
  return ['Fn::Length', 'Fn::Base64', 'Fn::ToJsonString'].includes(key);
}

/** Splits parts at a separator. After a part that can contain the separator, the number of items is unknown. */
function split(parts: readonly TextPart[], separator: string, expand: AttributeExpansion): Evaluated {
  const items: TextPart[][] = [[]];
  for (const part of parts.flatMap((each) =>
    typeof each !== 'string' && each.kind === 'attribute' ? (expand(each) ?? [each]) : [each],
  )) {
    if (typeof part === 'string') {
      const [first = '', ...rest] = part.split(separator);
      items.at(-1)?.push(first);
      items.push(...rest.map((text): TextPart[] => [text]));
    } else if (mayContain(part, separator)) return new PartialValue([part]);
    else items.at(-1)?.push(part);
  }
  return items.map((item) => textOf(item));
}

/** Whether a part can contain a separator. Ids, names and ARNs contain letters, digits and `-_.:/` only. */
function mayContain(part: Exclude<TextPart, string>, separator: string): boolean {
  if (!/^[\w.:/-]+$/.test(separator)) return part.kind === 'hole' && !part.isAtomic;
  const isAtomic = part.kind === 'hole' ? part.isAtomic === true : part.attribute === 'name';
  return !(isAtomic && /^[:/]+$/.test(separator));
}
