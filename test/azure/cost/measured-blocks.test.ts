import { expect, test } from 'vitest';
import { AZURE_ASSUMPTIONS } from '../../../azure/cost/assumptions';
import {
  type MeasuredBlocks,
  millisPerGb,
  tableFile,
  workspacePercent,
} from '../../../azure/cost/measured-blocks';
import { MEASURED_FIGURES } from '../../../azure/cost/measured-figures';

function blocks(jsonBytes: number, tableBytes: number, workspaceBytes: number): MeasuredBlocks {
  return { blocks: 10, jsonBytes, rows: 1, tableBytes, workspaceBytes, cpuMillis: 1 };
}

test('the assumptions follow from the measurements', () => {
  const figures = {
    ...MEASURED_FIGURES,
    // 10 files of 1,000 bytes, and a quarter of the records
    small: blocks(4_000, 11_000, 40_000),
    large: blocks(400_000, 110_000, 4_100_001),
  };
  expect(tableFile(figures)).toEqual({ percent: 25, bytesPerBlock: 1_000 });
  expect(workspacePercent(figures)).toBe(1_026);
  // a millisecond for 400,000 bytes
  expect(millisPerGb(figures)).toBe(2_500);
});

test('the assumptions are those of the measurements', () => {
  const { tablePercent, tableBytesPerBlock, workspacePercent: rows } = AZURE_ASSUMPTIONS;
  expect([tablePercent.value, tableBytesPerBlock.value]).toEqual(Object.values(tableFile(MEASURED_FIGURES)));
  expect(rows.value).toBe(workspacePercent(MEASURED_FIGURES));
  expect(AZURE_ASSUMPTIONS.blobMillisPerGb.value).toBe(millisPerGb(MEASURED_FIGURES));
});
