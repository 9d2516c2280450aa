import { Fn, Token, Tokenization } from 'cdktf';

/** Marks of an expression in a text: a token, a raw expression, or an element of a list that is a token. */
const EXPRESSIONS = ['${', '#{TfToken['];

/**
 * Whether a value is known at synth. Texts, numbers, lists, maps and booleans can be references to values that are known
 * only after deployment.
 */
export function isKnown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return false;
  return typeof value !== 'string' || !(EXPRESSIONS.some((mark) => value.includes(mark)) || hasNumber(value));
}

/**
 * Whether a text contains the reference of a number, which CDKTF represents as a number: `-8.109562212591379e+298`. CDKTF
 * does not resolve it beside a digit, a point or a sign.
 */
export function hasNumber(text: string): boolean {
  return [...text.matchAll(/-\d\.\d+e\+\d+/g)].some(({ 0: number, index }) => {
    const beside = text.charAt(index - 1) + text.charAt(index + number.length);
    return !/[-+.|\d]/.test(beside) && Token.isUnresolved(Number(number));
  });
}

/** Returns the value if it is known at synth. */
export function known<T>(value: T): T | undefined {
  return isKnown(value) ? value : undefined;
}

/** Returns the elements of a list that are known at synth: none if the list itself is a reference. */
export function knownElements<T>(list: readonly T[] = []): T[] {
  return isKnown(list) ? list.filter(isKnown) : [];
}

/** Returns the members of an object that are known at synth. */
export function knownMembers<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => isKnown(value))) as Partial<T>;
}

/** Returns a list with further elements. The list can be a reference. */
export function extended(list: string[] | undefined, ...elements: string[]): string[] {
  return list && !isKnown(list) ? Fn.concat([list, elements]) : [...(list ?? []), ...elements];
}

/** Returns a number as text, for settings whose values are texts. The number can be a reference. */
export function textOf(number: number): string {
  // in JSON, Terraform does not convert the number of a reference
  return isKnown(number) ? String(number) : Fn.tostring(number);
}

/** Returns the characters of a text that are known at synth. */
export function literalPart(text: string): string {
  return Tokenization.reverseString(text)
    .literals.map((each) => String(each))
    .join('');
}

/** The value to write instead of a reference, for messages. */
export enum SynthValue {
  BOOLEAN = 'set true or false',
  ENUM_MEMBER = 'set a member of its enum',
  ENUM_MEMBERS = 'pass a list of members of its enum',
  LIST = 'pass a list; its elements can be references',
  NUMBER = 'set a number',
  OBJECT = 'pass an object; its members can be references',
}

/**
 * Problems of props that must be known at synth, because they select the resources and blocks of the configuration.
 *
 * @param names the props, each with the value to write instead of a reference
 */
export function referenceProblems<T extends object>(
  props: T,
  names: { readonly [Name in keyof T]?: SynthValue },
): string[] {
  return (Object.entries(names) as [keyof T & string, SynthValue][])
    .filter(([name]) => !isKnown(props[name]))
    .map(
      ([name, instead]) =>
        `${name} is known only after deployment, but it selects what the construct creates: ${instead}`,
    );
}
