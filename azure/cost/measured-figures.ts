// Written by `node --import tsx bench/azure-normalizer-cost.mjs`.
import type { MeasuredFigures } from './measured-blocks';

/** Measurements of the normalizer over the blob of an hour with a block for each minute, of generated records. */
export const MEASURED_FIGURES: MeasuredFigures = {
  date: '2026-11-30',
  machine: 'AMD EPYC, linux x64, node v20.20.2',
  generator: 1,
  rounds: 2,
  small: {
    blocks: 60,
    jsonBytes: 300351,
    rows: 3193,
    tableBytes: 793797,
    workspaceBytes: 2725006,
    cpuMillis: 111,
  },
  large: {
    blocks: 60,
    jsonBytes: 60000115,
    rows: 732510,
    tableBytes: 14164382,
    workspaceBytes: 627023823,
    cpuMillis: 811,
  },
};
