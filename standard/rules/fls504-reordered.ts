import { Cloud } from '../facts';
import { type ChangeRule, fail } from '../rule-support/rule';
import { Severity } from '../severity';

export const REORDERED: ChangeRule = {
  id: 'FLS504',
  name: 'reordered',
  title: 'a log format keeps the order of its fields',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Tables over text files, and many other readers, identify columns by position. After a reorder, they read the wrong columns.',
  fix: 'keep the order, and add new fields at the end',
  bad: "LogFormat changes from '${srcaddr} ${dstaddr}' to '${dstaddr} ${srcaddr}'",
  good: "LogFormat changes from '${srcaddr} ${dstaddr}' to '${srcaddr} ${dstaddr} ${action}'",

  checkChange: ({ changes }) =>
    changes
      .filter(({ isReordered }) => isReordered)
      .map(({ flowLog }) =>
        fail(
          flowLog,
          'the order of the remaining fields changes; readers that identify columns by position read the wrong columns',
          {
            ...('format' in flowLog && flowLog.format.at !== undefined && { at: flowLog.format.at }),
          },
        ),
      ),
};
