import type { FlowLogChange, PropertyChange } from '../change/flow-log-change';
import { plural } from './summary';

/** The property whose difference is shown by field. */
const FORMAT = 'format';

/** Returns the changed properties for a report. Log formats are shown by their number of fields: their fields follow. */
export function changedProperties({ properties, fields }: FlowLogChange): PropertyChange[] {
  return properties.flatMap((property) => {
    if (property.name !== FORMAT || fields.length === 0) return [property];
    const count = (side: 'before' | 'after') => fields.filter((field) => field[side] !== undefined).length;
    const [before, after] = [count('before'), count('after')];
    if (before === after) return [];
    return [{ ...property, before: plural(before, 'field'), after: plural(after, 'field') }];
  });
}
