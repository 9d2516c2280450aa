import type { Ternary } from './ternary';
import type { Unknown } from './value';

/** A part of a text that is known only after deployment. */
export interface UnknownPart extends Unknown {
  /** Equal ids stand for equal texts, for example for the account of one stack. */
  readonly id?: string;
}

/** A text, of which some parts can be unknown before deployment. */
export type PartialText = string | { readonly parts: readonly (string | UnknownPart)[] };

/** Creates a text that is wholly unknown. */
export function unknownText(reason: string, id?: string): PartialText {
  return { parts: [{ known: false, reason, ...(id !== undefined && { id }) }] };
}

/**
 * Creates a text for a name that is generated during the deployment. It is equal only to itself, and matches no pattern of
 * a name. Separators and wildcards in the name of the resource are replaced.
 *
 * @param resource address of the resource
 */
export function generatedText(resource: string): string {
  return `⟨${resource.replace(/[/:*?$]/g, '|')}⟩`;
}

/** Whether a JSON value is a text, known or not. */
export function isPartialText(json: unknown): json is PartialText {
  if (typeof json === 'string') return true;
  const parts = (json as { parts?: unknown } | null | undefined)?.parts;
  return Array.isArray(parts) && parts.every((part) => typeof part === 'string' || part?.known === false);
}

/** Returns the parts of a text. */
export function partsOf(text: PartialText): readonly (string | UnknownPart)[] {
  return typeof text === 'string' ? [text] : text.parts;
}

/** Concatenates texts. The result is a string if all parts are known. */
export function joined(...texts: readonly PartialText[]): PartialText {
  const parts: (string | UnknownPart)[] = [];
  for (const part of texts.flatMap(partsOf)) {
    const last = parts.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : { parts };
}

/** Applies a function to the known parts of a text. */
export function mapParts(text: PartialText, change: (part: string) => PartialText): PartialText {
  return joined(
    ...partsOf(text).map((part) => (typeof part === 'string' ? change(part) : { parts: [part] })),
  );
}

/** Splits a text at each separator in its known parts. */
export function splitText(text: PartialText, separator: string): PartialText[] {
  const all: PartialText[] = [''];
  const append = (part: PartialText) => all.push(joined(all.pop() ?? '', part));
  for (const part of partsOf(text)) {
    if (typeof part !== 'string') {
      append({ parts: [part] });
      continue;
    }
    const [first = '', ...rest] = part.split(separator);
    append(first);
    all.push(...rest);
  }
  return all;
}

/** The reason why a part of the text is unknown; `undefined` if all parts are known. */
export function unknownReason(text: PartialText): string | undefined {
  return partsOf(text).find((part): part is UnknownPart => typeof part !== 'string')?.reason;
}

/** The text for messages, with `*` for each unknown part. */
export function displayed(text: PartialText): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : '*'))
    .join('')
    .replace(/\*+/g, '*');
}

/** Whether two texts are equal; unknown if that depends on an unknown part. */
export function isSameText(one: PartialText, other: PartialText): Ternary {
  if (typeof one === 'string' && typeof other === 'string') return one === other;
  const [left, right] = [partsOf(one), partsOf(other)];
  const isIdentical =
    left.length === right.length && left.every((part, index) => isSamePart(part, right[index] ?? ''));
  if (isIdentical) return true;
  const known = (part: string | UnknownPart | undefined) => (typeof part === 'string' ? part : '');
  const differ = (a: string, b: string, isEqual: (a: string, b: string) => boolean) =>
    !isEqual(a, b) && !isEqual(b, a);
  const startsDiffer = differ(known(left[0]), known(right[0]), (a, b) => a.startsWith(b));
  const endsDiffer = differ(known(left.at(-1)), known(right.at(-1)), (a, b) => a.endsWith(b));
  return startsDiffer || endsDiffer ? false : undefined;
}

/** Whether two parts are the same text with certainty. */
export function isSamePart(one: string | UnknownPart, other: string | UnknownPart): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.id !== undefined && one.id === other.id;
}
