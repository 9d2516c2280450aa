import { describe, expect, test } from 'vitest';
import { DEFAULT_AZURE_ASSUMPTIONS } from '../../../azure/cost/assumptions';
import { flowLogNotes } from '../../../azure/cost/cost-notes';
import type { CostedFlowLog, CostedNormalizer } from '../../../azure/cost/costed-flow-log';
import { known, unknown } from '../../../flows/value';

const OPEN = unknown('it is a variable');

const KNOWN_STORAGE = {
  stored: { days: known(90), moves: known(false) },
  redundancy: known('LRS'),
  accessTier: known('Hot'),
};

const OPEN_STORAGE = { ...KNOWN_STORAGE, redundancy: OPEN, accessTier: OPEN };

const KNOWN: CostedFlowLog = {
  ...KNOWN_STORAGE,
  enabled: known(true),
  analyticsInterval: known(60),
  analyticsRetention: known(30),
};

const NORMALIZER: CostedNormalizer = {
  address: 'main/function',
  memoryMegabytes: known(2_048),
  writesRows: known(true),
  table: KNOWN_STORAGE,
  deliversRows: true,
  plan: known('Basic'),
  workspaceRetention: known(30),
  alertRules: 0,
};

function notesOf(flowLog: CostedFlowLog): string[] {
  return flowLogNotes(flowLog, DEFAULT_AZURE_ASSUMPTIONS);
}

describe('the notes of a flow log', () => {
  test('are none if everything is known', () => {
    expect(notesOf({ ...KNOWN, normalizer: NORMALIZER })).toEqual([]);
  });

  test('name what is counted for unknown values', () => {
    const own = { ...KNOWN, ...OPEN_STORAGE, analyticsRetention: OPEN };
    expect(notesOf(own)).toEqual([
      'the retention of the rows of Traffic Analytics is unknown, because it is a variable: counted with the 31 days that are included',
      'the redundancy of its storage account is unknown, because it is a variable: counted as LRS',
      'the access tier of its storage account is unknown, because it is a variable: counted as Hot',
    ]);
  });

  test('name what is counted for a normalizer with unknown values', () => {
    const normalizer = {
      ...NORMALIZER,
      memoryMegabytes: OPEN,
      writesRows: OPEN,
      table: { ...OPEN_STORAGE, stored: { days: known(undefined), moves: known(false) } },
      plan: OPEN,
      workspaceRetention: OPEN,
      alertRules: 6,
    };
    expect(notesOf({ ...KNOWN, normalizer })).toEqual([
      'the redundancy of the account of the table is unknown, because it is a variable: counted as LRS',
      'the access tier of the account of the table is unknown, because it is a variable: counted as Hot',
      'the memory of the normalizer is unknown, because it is a variable: counted as 2048 MB',
      'whether the normalizer writes a table is unknown, because it is a variable: counted as written',
      'the table never expires, so its cost grows each month: counted with 365 days',
      'the plan of the workspace table is unknown, because it is a variable: counted as Analytics',
      'the retention of the rows in the workspace is unknown, because it is a variable: counted with the 31 days that are included',
      'not counted: the alert rules on the normalizer (6)',
    ]);
  });
});
