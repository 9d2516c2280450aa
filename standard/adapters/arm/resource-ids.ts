import { type ArmValue, asText, hasMarks, replaceMarks, splitOutsideMarks } from './expressions/arm-value';

/** Returns the id of a resource: a scope, then its types and names in pairs. Each type segment has one name. */
export function resourceIdOf(scope: string, type: string, names: readonly string[]): string {
  const [namespace = '', ...types] = type.split('/');
  const pairs = types.map((each, index) => `${each}/${names[index] ?? '?'}`);
  return `${scope}/providers/${[namespace, ...pairs].join('/')}`;
}

/** Returns the names in a full name: `watcher/flowLog`. Unresolved parts keep their slashes. */
export function namesIn(name: ArmValue): string[] {
  return splitOutsideMarks(asText(name), '/');
}

/** The parts of a resource id, with unresolved parts. */
export interface IdParts {
  readonly scope: string;
  /** `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  readonly names: readonly string[];
}

/** Parses a resource id, also that of an extension resource. Returns `undefined` for another text. */
export function idParts(id: string): IdParts | undefined {
  const segments = splitOutsideMarks(id, '/');
  const at = segments.map((each) => each.toLowerCase()).lastIndexOf('providers');
  if (at < 0) return undefined;
  const [namespace = '', ...pairs] = segments.slice(at + 1).filter((each) => each !== '');
  if (pairs.length === 0 || pairs.length % 2 === 1) return undefined;
  return {
    scope: segments.slice(0, at).join('/'),
    type: [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join('/'),
    names: pairs.filter((_, index) => index % 2 === 1),
  };
}

/** Returns an id in the form in which ids are compared, because Azure ignores their case. */
export function comparableId(id: string): string {
  return id.toLowerCase().replace(/\/$/, '');
}

/**
 * Whether two ids, of which at least one has unresolved parts, may be those of one resource. An unresolved part can have
 * any value, but equal unresolved parts have equal values.
 */
export function mayBeEqual(one: string, other: string): boolean {
  const [own, others] = [comparableParts(one), comparableParts(other)];
  if (own.length !== others.length) return isSingleMark(one) || isSingleMark(other);
  return own.every((part, index) => mayMatch(part, others[index] as string));
}

function comparableParts(id: string): string[] {
  return splitOutsideMarks(comparableId(id), '/');
}

function isSingleMark(text: string): boolean {
  return hasMarks(text) && replaceMarks(text, () => '') === '';
}

function mayMatch(one: string, other: string): boolean {
  if (one === other) return true;
  if (!hasMarks(one) && !hasMarks(other)) return false;
  const [start, end] = endsOf(one);
  const [otherStart, otherEnd] = endsOf(other);
  return (
    (start.startsWith(otherStart) || otherStart.startsWith(start)) &&
    (end.endsWith(otherEnd) || otherEnd.endsWith(end))
  );
}

/** Returns the resolved texts at the start and the end of a text; twice the text if it has no unresolved part. */
function endsOf(text: string): [string, string] {
  const parts = replaceMarks(text, () => '\n').split('\n');
  return [parts[0] as string, parts.at(-1) as string];
}
