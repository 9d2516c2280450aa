import { type FlowField, ResourceKind } from './flow-field';
import { TgwField } from './tgw-field';
import { VpcField } from './vpc-field';

export { FieldType, FlowField, ResourceKind } from './flow-field';
export { TgwField } from './tgw-field';
export { UnknownField } from './unknown-field';
export { VpcField } from './vpc-field';

/** All fields by name. If both catalogues have a field, this is the VPC field; both store their value in the same column. */
export const FIELDS_BY_NAME: ReadonlyMap<string, FlowField> = new Map(
  [...TgwField.all(), ...VpcField.all()].map((field): [string, FlowField] => [field.name, field]),
);

const VPC_NAMES = new Set(VpcField.all().map((field) => field.name));
const TGW_NAMES = new Set(TgwField.all().map((field) => field.name));

/** Whether only transit gateway flow logs have a field. */
export function isTgwOnly(name: string): boolean {
  return TGW_NAMES.has(name) && !VPC_NAMES.has(name);
}

/** Whether only VPC flow logs have a field. */
export function isVpcOnly(name: string): boolean {
  return VPC_NAMES.has(name) && !TGW_NAMES.has(name);
}

const KINDS_BY_FIELD = new Map<string, ReadonlySet<ResourceKind>>();
for (const { name, availableFor } of [...VpcField.all(), ...TgwField.all()]) {
  KINDS_BY_FIELD.set(name, new Set([...(KINDS_BY_FIELD.get(name) ?? []), ...availableFor]));
}
const ALL_KINDS: ReadonlySet<ResourceKind> = new Set(Object.values(ResourceKind));

/** Kinds of resources that can fill a field; all kinds if the field is not in a catalogue. */
export function kindsThatFill(name: string): ReadonlySet<ResourceKind> {
  return KINDS_BY_FIELD.get(name) ?? ALL_KINDS;
}
