import { FIELDS_BY_NAME, TgwField, VpcField } from '../aws/fields';
import { LogFormat } from '../aws/format';
import { type Column, flowColumn } from '../flows/columns';
import type { Random } from './random';

const VPC = VpcField.all().map(({ name }) => name);
const TGW = TgwField.all().map(({ name }) => name);
const V5 = LogFormat.V5.names;
const V2 = LogFormat.AWS_DEFAULT.names;
const MANY = 16;
const WORDS_ONLY = ['action', 'log-status', 'flow-direction', 'instance-tag', 'vpc-id'];
const UNKNOWN = ['future-field', 'x', 'a1-b2', 'constructor', 'tostring', 'z9', 'bytes-in', 'n'.repeat(70)];

/** Names of fields for a header, in any order. */
export function anyFields(random: Random): readonly string[] {
  // headers with few fields are read faster and reveal most differences
  if (random.once(12)) return random.pick([VPC, TGW, random.some(VPC, 1), random.some(TGW, 1), V5]);
  switch (random.below(6)) {
    case 0:
      return random.some(VPC, 1, MANY);
    case 1:
      return random.some(TGW, 1, MANY);
    case 2:
      return random.some([...random.some(VPC, 8, MANY), ...random.some(UNKNOWN, 1)], 9, MANY);
    case 3:
      return random.once(20) ? random.some(WORDS_ONLY, 2) : random.some(V5, 6, MANY);
    case 4:
      return [...V2, ...random.some(UNKNOWN, 1, 2)];
    default:
      return V2;
  }
}

/** The column of a field. Unknown fields get the kind of a text column. */
export function columnOf(field: string): Column {
  return flowColumn(FIELDS_BY_NAME.get(field)?.column ?? 'interface_id');
}
