import { objectOf } from '../../../aws/template/read-template';
import { known, unknown, type Value } from '../../facts';

/** Returns what the text at a path in the first blocks of a value refers to. */
export function nestedReference(blocks: unknown, path: readonly string[]): Value<string | undefined> {
  let value: unknown = blocks;
  for (const name of path) value = objectOf([value].flat()[0])[name];
  if (value === undefined || value === null || value === '') return known(undefined);
  if (typeof value !== 'string') return unknown('it is not a text');
  const [, attribute] = /^\$\{\s*([a-z]\w*\.[\w-]+(?:\[[^\]]*\])?\.\w+)\s*\}$/.exec(value) ?? [];
  if (attribute !== undefined && !attribute.startsWith('data.')) return known(attribute);
  return /(?<!\$)\$\{/.test(value) ? unknown('it is known only after the apply') : known(value);
}
