import { Cloud } from '../facts';
import { type ChangeRule, fail } from '../rule-support/rule';
import { Severity } from '../severity';

export const REORDERED: ChangeRule = {
  id: 'FLS504',
  name: 'reordered',
  title: 'a format keeps the order of its fields',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Tables over text files, and many readers, take columns by their position: they read others from then on.',
  fix: 'keep the order, and add new fields at the end',
  bad: "LogFormat: '${srcaddr} ${dstaddr}' becomes '${dstaddr} ${srcaddr}'",
  good: "LogFormat: '${srcaddr} ${dstaddr}' becomes '${srcaddr} ${dstaddr} ${action}'",

  checkChange: ({ changes }) =>
    changes
      .filter(({ isReordered }) => isReordered)
      .map(({ flowLog }) =>
        fail(
          flowLog,
          'the fields that stay are in another order: who reads by position reads other columns',
          {
            ...('format' in flowLog && flowLog.format.at !== undefined && { at: flowLog.format.at }),
          },
        ),
      ),
};
