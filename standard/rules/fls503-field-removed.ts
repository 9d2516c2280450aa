import { Cloud } from '../facts';
import { type ChangeRule, fail } from '../rule-support/rule';
import { placeholders } from '../rule-support/written-format';
import { Severity } from '../severity';

export const FIELD_REMOVED: ChangeRule = {
  id: 'FLS503',
  name: 'field-removed',
  title: 'a format keeps its fields',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Columns that were filled become null, and questions that had an answer have none, from one day to the next.',
  fix: 'keep the fields',
  bad: "LogFormat: '${srcaddr} ${tcp-flags}' becomes '${srcaddr}'",
  good: "LogFormat: '${srcaddr} ${tcp-flags}' becomes '${srcaddr} ${tcp-flags} ${flow-direction}'",

  checkChange: ({ changes }) =>
    changes
      .filter(({ fieldsRemoved }) => fieldsRemoved.length > 0)
      .map(({ flowLog, fieldsRemoved, columnsLost, questionsLost }) => {
        const columns = columnsLost.length > 0 ? `; columns that become null: ${columnsLost.join(', ')}` : '';
        const questions =
          questionsLost.length > 0 ? `; questions without an answer: ${questionsLost.join(', ')}` : '';
        return fail(flowLog, `the format loses ${fieldsRemoved.join(', ')}${columns}${questions}`, {
          fix: `keep ${placeholders(fieldsRemoved)}`,
          ...('format' in flowLog && flowLog.format.at !== undefined && { at: flowLog.format.at }),
        });
      }),
};
