import { z } from 'zod';
import { FIELDS_BY_NAME } from '../../aws/fields';
import { PROFILES } from '../profiles';
import { RULE_METADATA } from '../rules';
import { STANDARD_FILE } from './standard-file';

/** Returns the JSON Schema of the file, for editors. It lists the names of fields, profiles and rules for completion. */
export function standardSchema(): object {
  const schema = z.toJSONSchema(STANDARD_FILE, { io: 'input' }) as Schema;
  const { properties } = schema;
  itemsOf(properties.extends).enum = PROFILES.map(({ name }) => name);
  itemsOf(at(properties.aws, 'format', 'required')).enum = [...FIELDS_BY_NAME.keys()];
  const rules = RULE_METADATA.map(({ id }) => id);
  at(itemsOf(properties.exceptions), 'rule').enum = rules;
  return { ...schema, title: 'Flow log standard', $id: 'flow-log-standard.schema.json' };
}

interface Schema {
  properties: Record<string, Schema>;
  items?: Schema;
  enum?: string[];
}

function at(schema: Schema | undefined, ...path: string[]): Schema {
  return path.reduce((inner, key) => inner.properties[key] as Schema, schema as Schema);
}

function itemsOf(schema: Schema | undefined): Schema {
  return schema?.items as Schema;
}
