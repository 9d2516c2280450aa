import { FieldChange, type FieldDifference } from '../change/field-differences';
import { Cloud } from '../facts';
import { foldedList } from '../rule-support/folded-list';
import { type ChangeRule, fail } from '../rule-support/rule';
import { Severity } from '../severity';

export const REORDERED: ChangeRule = {
  id: 'FLS504',
  name: 'reordered',
  title: 'a log format keeps the positions of its fields',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Tables over text files, and many other readers, identify columns by position. After a field that is inserted or moved, they read the wrong columns, without an error. A field at the end is safe.',
  fix: 'keep the order, and add new fields at the end',
  bad: "LogFormat changes from '${srcaddr} ${dstaddr}' to '${srcaddr} ${action} ${dstaddr}'",
  good: "LogFormat changes from '${srcaddr} ${dstaddr}' to '${srcaddr} ${dstaddr} ${action}'",

  checkChange: ({ changes }) =>
    changes
      .filter(({ isReordered }) => isReordered)
      .map(({ flowLog, fields }) =>
        fail(
          flowLog,
          `${positionsText(fields)}; readers that identify columns by position read the wrong columns`,
          {
            ...('format' in flowLog && flowLog.format.at !== undefined && { at: flowLog.format.at }),
          },
        ),
      ),
};

function positionsText(fields: readonly FieldDifference[]): string {
  const of = (change: FieldChange) => fields.filter((field) => field.change === change);
  const inserted = of(FieldChange.INSERTED).map(({ name, after }) => `${name} (at ${after})`);
  const moved = of(FieldChange.MOVED).map(({ name, before, after }) => `${name} (${before} to ${after})`);
  const parts = [
    ...(inserted.length > 0 ? [`fields are inserted before others: ${foldedList(inserted)}`] : []),
    ...(moved.length > 0 ? [`fields move to another position: ${foldedList(moved)}`] : []),
  ];
  const shifted = fields.filter(
    ({ change, before, after }) => change === FieldChange.KEPT && before !== after,
  ).length;
  if (shifted > 0)
    parts.push(`${shifted} more ${shifted === 1 ? 'field has' : 'fields have'} another position`);
  return parts.join('; ');
}
