import { createRequire } from 'node:module';

interface Priced {
  readonly memoryMegabytes: number;
  readonly compute: number;
  readonly dollars: number;
}

const load = createRequire(__filename);

export const { costPerTerabyte } = load('../../bench/measure/cost.mjs') as {
  costPerTerabyte(measured: { megabytesPerSecond: number; peakMegabytes: number }): Priced;
};
export const { median, pairedRatio } = load('../../bench/measure/statistics.mjs') as {
  median(numbers: readonly number[]): number;
  pairedRatio(runs: readonly { seconds: number }[], ours: readonly { seconds: number }[]): unknown;
};
