import { isPartialText, joined, type PartialText, partsOf, type UnknownPart } from '../../flows/partial-text';
import { isFunction } from './cross-references';
import { entryOf, objectOf } from './json-object';
import { getAttOf } from './references';
import { subPieces } from './text-pieces';

/** A part of a text that is known only after deployment, with a name that a reader understands. */
export interface NamedPart extends UnknownPart {
  /** Largest number of characters of its value. */
  readonly maxLength?: number;
  /** Whether its value contains neither `:` nor `/`, such as a region. */
  readonly isAtomic?: boolean;
}

/** Returns the text of `Ref`, or of `Fn::GetAtt` if there is an attribute; `undefined` for `AWS::NoValue`. */
export type ReferencedText = (name: string, attribute?: string) => PartialText | undefined;

/** Returns a text that is known only after deployment. The name is the content of its placeholder: `region of stack Network`. */
export function namedText(name: string, more: Partial<NamedPart> = {}): PartialText {
  const part: NamedPart = { known: false, reason: name, ...more };
  return { parts: [part] };
}

/**
 * Evaluates the functions in a value for messages. Values that are known only after deployment become texts with named parts.
 *
 * Source: AWS CloudFormation Template Reference, "Intrinsic function reference".
 */
export function readableValue(value: unknown, referenced: ReferencedText): unknown {
  const evaluate = (json: unknown): unknown => {
    if (typeof json !== 'object' || json === null || isPartialText(json)) return json;
    if (Array.isArray(json)) return itemsOf(json, evaluate);
    const entries = Object.entries(json);
    const [[key, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && isFunction(key)) return call(key, argument, evaluate, referenced);
    return Object.fromEntries(
      entries
        .map(([name, each]) => [name, listed(evaluate(each))] as const)
        .filter(([, each]) => each !== undefined),
    );
  };
  return listed(evaluate(value));
}

type Evaluate = (json: unknown) => unknown;

/** A text that cannot be split before deployment. */
class OpenSplit {
  constructor(
    readonly separator: string,
    readonly text: PartialText,
    /** Items before the first unknown part. */
    readonly certain: readonly PartialText[],
  ) {}
}

function call(key: string, argument: unknown, evaluate: Evaluate, referenced: ReferencedText): unknown {
  const list = Array.isArray(argument) ? argument : [argument];
  switch (key) {
    case 'Ref':
      return referenced(String(evaluate(argument)));
    case 'Fn::GetAtt':
      return referenced(...getAttOf(evaluate(argument)));
    case 'Fn::Join':
      return join(textOf(evaluate(list[0])), evaluate(list[1]));
    case 'Fn::Sub':
      return sub(textOf(evaluate(list[0])), objectOf(list[1]), evaluate, referenced);
    case 'Fn::Split':
      return split(String(list[0]), textOf(evaluate(list[1])));
    case 'Fn::Select':
      return select(evaluate(list[0]), evaluate(list[1]));
    case 'Fn::If':
      return either(String(list[0]), evaluate(list[1]), evaluate(list[2]));
    case 'Fn::ImportValue':
      return namedText(`value of export ${nameIn(evaluate(argument))}`);
    case 'Fn::GetStackOutput': {
      const { StackName, OutputName } = objectOf(argument);
      return namedText(`output ${nameIn(evaluate(OutputName))} of stack ${nameIn(evaluate(StackName))}`);
    }
    case 'Fn::FindInMap': {
      const [map, ...keys] = list.slice(0, 3).map((each) => nameIn(evaluate(each)));
      return namedText(`value of mapping ${map} for ${keys.join(' and ')}`);
    }
    case 'Fn::Base64': {
      const text = textOf(evaluate(argument));
      return typeof text === 'string'
        ? Buffer.from(text).toString('base64')
        : namedText(`base64 of ${nameIn(text)}`);
    }
    case 'Fn::ToJsonString':
      return JSON.stringify(withPlaceholders(listed(evaluate(argument))).value);
    case 'Fn::Length': {
      const items = evaluate(argument);
      return Array.isArray(items) ? items.length : namedText(`number of items in ${nameIn(items)}`);
    }
  }
  return namedText(`result of ${key}`);
}

function itemsOf(list: readonly unknown[], evaluate: Evaluate): unknown[] {
  return list.map((item) => listed(evaluate(item))).filter((item) => item !== undefined);
}

/** A list whose items are unknown becomes one named item. */
function listed(value: unknown): unknown {
  return value instanceof OpenSplit
    ? [...value.certain, namedText(`other parts of ${nameIn(value)}`)]
    : value;
}

function join(separator: PartialText, list: unknown): PartialText {
  if (list instanceof OpenSplit && list.separator === separator) return list.text;
  const items = listed(list);
  if (!Array.isArray(items)) return textOf(items);
  return joined(...items.flatMap((item, index) => (index === 0 ? [] : [separator]).concat(textOf(item))));
}

function sub(
  template: PartialText,
  variables: Readonly<Record<string, unknown>>,
  evaluate: Evaluate,
  referenced: ReferencedText,
): PartialText {
  const texts = partsOf(template).flatMap((part): PartialText[] => {
    if (typeof part !== 'string') return [{ parts: [part] }];
    return subPieces(part).map(({ text, name }) => {
      if (name === undefined) return text;
      const own = entryOf(variables, name);
      if (own !== undefined) return textOf(evaluate(own));
      const [id, attribute] = getAttOf(name);
      return referenced(id, attribute === '' ? undefined : attribute) ?? '';
    });
  });
  return joined(...texts);
}

function split(separator: string, text: PartialText): unknown {
  if (typeof text === 'string') return text.split(separator);
  const items: PartialText[] = [''];
  for (const part of partsOf(text) as readonly (string | NamedPart)[]) {
    const last = items.pop() ?? '';
    if (typeof part !== 'string') {
      if (!part.isAtomic || !/^[:/]$/.test(separator)) return new OpenSplit(separator, text, items);
      items.push(joined(last, { parts: [part] }));
      continue;
    }
    const [first = '', ...rest] = part.split(separator);
    items.push(joined(last, first), ...rest);
  }
  return items;
}

function select(index: unknown, list: unknown): unknown {
  const position = Number(textOf(index));
  const items = list instanceof OpenSplit ? list.certain : list;
  if (Array.isArray(items) && items[position] !== undefined) return items[position];
  return namedText(`item ${Number.isNaN(position) ? nameIn(index) : position + 1} of ${nameIn(list)}`);
}

function either(condition: string, one: unknown, other: unknown): unknown {
  const [first, second] = [one, other].map((each) => JSON.stringify(each ?? null));
  if (first === second) return one;
  const lengths = [one, other].map((each) => longestText(textOf(each)).length);
  return namedText(`${nameIn(one)} or ${nameIn(other)}, depending on condition ${condition}`, {
    maxLength: Math.max(...lengths),
  });
}

/** The text of a value in a text. CloudFormation joins the items of a list with commas. */
function textOf(value: unknown): PartialText {
  if (isPartialText(value)) return value;
  if (value instanceof OpenSplit) return value.text;
  if (Array.isArray(value)) return join(',', value);
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(withPlaceholders(value).value) : String(value);
}

/** A name for a value in the name of another one. */
function nameIn(value: unknown): string {
  if (value === undefined) return 'no value';
  if (value instanceof OpenSplit) return `${nameIn(value.text)} split at '${value.separator}'`;
  const text = textOf(value);
  const [part, ...more] = partsOf(text);
  if (typeof part === 'object' && more.length === 0) {
    return part.reason.startsWith('item ') ? `(${part.reason})` : `the ${part.reason}`;
  }
  return partsOf(text)
    .map((each) => (typeof each === 'string' ? each : `(${each.reason})`))
    .join('');
}

/** A value for messages. */
export interface ReadableJson {
  readonly value: unknown;
  /** The placeholders in it, in the order of their first use: `<region of stack Network>`. */
  readonly placeholders: readonly string[];
}

/** Replaces the unknown parts of texts by placeholders. */
export function withPlaceholders(value: unknown): ReadableJson {
  const placeholders = new Set<string>();
  const written = mapTexts(value, ({ reason }) => {
    const placeholder = `<${reason.replaceAll('<', '(').replaceAll('>', ')')}>`;
    placeholders.add(placeholder);
    return placeholder;
  });
  return { value: written, placeholders: [...placeholders] };
}

/** Assumed length of a value that is unknown, in characters. Names and ARNs are shorter, with few exceptions. */
const ASSUMED_LENGTH = 128;

/** Replaces the unknown parts of texts by texts of maximum length. */
export function withLongestTexts(value: unknown): unknown {
  return mapTexts(value, ({ maxLength = ASSUMED_LENGTH }) => 'x'.repeat(maxLength));
}

function longestText(text: PartialText): string {
  return String(withLongestTexts(text));
}

function mapTexts(value: unknown, textFor: (part: NamedPart) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isPartialText(value)) {
    return partsOf(value)
      .map((part) => (typeof part === 'string' ? part : textFor(part)))
      .join('');
  }
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, textFor));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, textFor)]));
}
