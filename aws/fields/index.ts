import { type FlowField, ResourceKind } from './flow-field';
import { TgwField } from './tgw-field';
import { VpcField } from './vpc-field';

export { FieldType, FlowField, ResourceKind } from './flow-field';
export { TgwField } from './tgw-field';
export { UnknownField } from './unknown-field';
export { VpcField } from './vpc-field';

/** Looks fields up by name, VPC fields first: where both kinds have a field, both go to the same column. */
export const FIELDS_BY_NAME: ReadonlyMap<string, FlowField> = new Map(
  [...TgwField.all(), ...VpcField.all()].map((field): [string, FlowField] => [field.name, field]),
);

const VPC_NAMES = new Set(VpcField.all().map((field) => field.name));
const TGW_NAMES = new Set(TgwField.all().map((field) => field.name));

/** Names of the fields that only transit gateway flow logs have. */
export function isTgwOnly(name: string): boolean {
  return TGW_NAMES.has(name) && !VPC_NAMES.has(name);
}

/** Names of the fields that only VPC flow logs have. */
export function isVpcOnly(name: string): boolean {
  return VPC_NAMES.has(name) && !TGW_NAMES.has(name);
}

const FILLERS = new Map<string, ReadonlySet<ResourceKind>>();
for (const { name, availableFor } of [...VpcField.all(), ...TgwField.all()]) {
  FILLERS.set(name, new Set([...(FILLERS.get(name) ?? []), ...availableFor]));
}
const ANY: ReadonlySet<ResourceKind> = new Set(Object.values(ResourceKind));

/** Kinds of resource that have a value for the field of a name; all of them for a name that is in no catalogue. */
export function kindsThatFill(name: string): ReadonlySet<ResourceKind> {
  return FILLERS.get(name) ?? ANY;
}
