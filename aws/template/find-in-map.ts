import type { Formula } from '../../flows/formula';
import { UnknownCause } from '../../flows/value';
import { flattened, MOST_OPTIONS, narrowed } from './alternatives';
import { Choice, type Evaluated, hole, isScalar, type Option } from './evaluated';
import { entryOf, objectOf } from './json-object';
import { idOf, reasonOf, unknownFrom } from './unknown-parts';

/** How the entries of a mapping are evaluated. */
export interface MappingScope {
  readonly given: Formula;
  /** The value for keys without an entry, with `AWS::LanguageExtensions`. */
  readonly defaultValue?: unknown;
  evaluate(json: unknown): Evaluated;
}

/**
 * Looks up a value of `Mappings`. For a key that is known only after deployment, the result is one of the entries.
 *
 * @param keys the name of the map, the top-level key and the second-level key
 */
export function findInMap(mappings: unknown, keys: readonly Evaluated[], scope: MappingScope): Evaluated {
  const { given, defaultValue, evaluate } = scope;
  const [key, ...more] = keys;
  if (key === undefined) return evaluate(mappings);
  if (isScalar(key)) {
    const entry = entryOf(objectOf(mappings), String(key));
    if (entry !== undefined) return findInMap(entry, more, scope);
    if (defaultValue !== undefined) return evaluate(defaultValue);
    return hole(`Fn::FindInMap has no entry for the key ${String(key)}`, UnknownCause.UNRESOLVABLE);
  }
  const id = idOf(key);
  const entries = Object.entries(objectOf(mappings));
  const isOpen = id === undefined || defaultValue !== undefined;
  if (isOpen || entries.length === 0 || entries.length > MOST_OPTIONS)
    return unknownFrom(key, 'the keys of Fn::FindInMap are known only after deployment');
  const options = entries.map(
    ([name, entry]): Option => ({
      when: { variable: id, equals: name },
      value: findInMap(entry, more, scope),
    }),
  );
  const { reason, cause } = reasonOf(key);
  return narrowed(new Choice(reason, cause, options.flatMap(flattened)), given);
}
