import { describe, expect, test } from 'vitest';
import { DEFAULT_AZURE_ASSUMPTIONS } from '../../../azure/cost/assumptions';
import type { CostedFlowLog } from '../../../azure/cost/costed-flow-log';
import { monthlyUsage } from '../../../azure/cost/usage';
import { workspaceRowsNote } from '../../../azure/cost/workspace-note';
import { AZURE_CHARGES } from '../../../azure/prices/charges';
import { AZURE_PRICES } from '../../../azure/prices/shipped-prices';
import { estimate } from '../../../flows/cost/estimate';
import { units } from '../../../flows/cost/quantities';
import { known } from '../../../flows/value';

const STORAGE = {
  stored: { days: known(90), moves: known(false) },
  redundancy: known('LRS'),
  accessTier: known('Hot'),
};

function noteOf(gbPerDay: number, { plan = 'Analytics', days = 30, deliversRows = true } = {}) {
  const flowLog: CostedFlowLog = {
    ...STORAGE,
    enabled: known(true),
    analyticsInterval: known(undefined),
    analyticsRetention: known(30),
    normalizer: {
      address: 'main/function',
      memoryMegabytes: known(512),
      writesRows: known(true),
      table: STORAGE,
      deliversRows,
      plan: known(plan),
      workspaceRetention: known(days),
      alertRules: 0,
    },
  };
  const usage = monthlyUsage(flowLog, units(gbPerDay), DEFAULT_AZURE_ASSUMPTIONS);
  const { flowLogs } = estimate([{ flowLog, usage, region: 'westeurope' }], AZURE_PRICES, AZURE_CHARGES);
  const [cost] = flowLogs;
  if (!cost) throw new Error('there is no cost');
  return workspaceRowsNote(cost, units(gbPerDay), 30);
}

const FACTOR = DEFAULT_AZURE_ASSUMPTIONS.workspacePercent / 100;

describe('the note about the rows in a workspace', () => {
  test('states their share, their factor and what costs less', () => {
    const note = noteOf(40, { days: 90 });
    expect(note).toMatch(/^9\d percent of the cost are the rows of the normalizer in the workspace, /);
    expect(note).toContain(`which are ${FACTOR} times as large as the records`);
    expect(note).toMatch(
      /: the plan Basic of the workspace table, a table in the storage account only, a shorter retention or a commitment tier of Log Analytics costs less$/,
    );
  });

  test('names only what applies', () => {
    expect(noteOf(2)).toMatch(
      /: the plan Basic of the workspace table or a table in the storage account only costs less$/,
    );
    expect(noteOf(40, { plan: 'Basic' })).toMatch(/: a table in the storage account only costs less$/);
  });

  test('is not printed if other charges are most of the cost', () => {
    expect(noteOf(40, { deliversRows: false })).toBeUndefined();
    expect(noteOf(0)).toBeUndefined();
  });
});
