import { FIELDS_BY_NAME } from '../fields';
import { bareName, fieldOfNotation } from '../format/bare-name';
import { fieldOfSynonym } from '../format/field-synonyms';

/** Members of the flow logs of another cloud that has the names of AWS's fields too. */
const FOREIGN_NAMES = new Set(['vswitchid', 'vmid', 'eniid']);

/** Fields whose names other records rarely have. */
const DISTINCTIVE = ['srcaddr', 'dstaddr', 'interface-id', 'log-status', 'pkt-srcaddr', 'tgw-id'];

/** Fewest fields that show that members are those of a flow log. */
const ENOUGH_FIELDS = 4;

/** Column of Azure Monitor's table `AWSVPCFlow` with the field `type`. The column `Type` has the name of the table. */
const TRAFFIC_TYPE = 'TrafficType';

/**
 * Returns the field of each member: by its own name in any notation (`account_id`, `AccountId`), or else by a name that
 * other products give it. A member that is no field keeps its name.
 */
export function fieldsOfMembers(names: readonly string[]): string[] {
  const hasTrafficType = names.includes(TRAFFIC_TYPE);
  const fields = names.map((name) => (hasTrafficType && name === 'Type' ? undefined : ownField(name)));
  const taken = new Set(fields);
  return names.map((name, index) => {
    const own = fields[index];
    if (own !== undefined) return own;
    const field = name === 'Type' ? undefined : fieldOfSynonym(name);
    if (field === undefined || taken.has(field)) return name;
    taken.add(field);
    return field;
  });
}

/** Returns whether members with these names are those of an AWS flow log. */
export function areFlowLogMembers(names: readonly string[]): boolean {
  if (names.some((name) => FOREIGN_NAMES.has(bareName(name)))) return false;
  const fields = new Set(fieldsOfMembers(names).filter((name) => FIELDS_BY_NAME.has(name)));
  return fields.size >= ENOUGH_FIELDS && DISTINCTIVE.some((name) => fields.has(name));
}

/** Returns whether one of the members has the name of a field. */
export function hasKnownField(names: readonly string[]): boolean {
  return fieldsOfMembers(names).some((name) => FIELDS_BY_NAME.has(name));
}

function ownField(name: string): string | undefined {
  return name === TRAFFIC_TYPE ? 'type' : fieldOfNotation(name);
}
