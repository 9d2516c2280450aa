import { Cloud } from '../facts';
import { foldedList } from '../rule-support/folded-list';
import { type ChangeRule, fail } from '../rule-support/rule';
import { placeholders } from '../rule-support/written-format';
import { Severity } from '../severity';

export const FIELD_REMOVED: ChangeRule = {
  id: 'FLS503',
  name: 'field-removed',
  title: 'a log format keeps its fields',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Columns of removed fields become null, and saved queries that need them return no results for new records. Readers that identify columns by position read the wrong columns after a removed field.',
  fix: 'keep the fields in the log format',
  bad: "LogFormat changes from '${srcaddr} ${tcp-flags}' to '${srcaddr}'",
  good: "LogFormat changes from '${srcaddr} ${tcp-flags}' to '${srcaddr} ${tcp-flags} ${flow-direction}'",

  checkChange: ({ changes }) =>
    changes
      .filter(({ fieldsRemoved }) => fieldsRemoved.length > 0)
      .map(({ flowLog, fieldsRemoved, columnsLost, questionsLost }) => {
        const columns =
          columnsLost.length > 0
            ? `; ${columnsLost.length === 1 ? '1 column becomes' : `${columnsLost.length} columns become`} null: ${foldedList(columnsLost)}`
            : '';
        const questions =
          questionsLost.length > 0 ? `; questions that no longer work: ${foldedList(questionsLost)}` : '';
        return fail(flowLog, `the log format loses ${foldedList(fieldsRemoved)}${columns}${questions}`, {
          fix: `keep ${placeholders(fieldsRemoved)}`,
          ...('format' in flowLog && flowLog.format.at !== undefined && { at: flowLog.format.at }),
        });
      }),
};
