/**
 * Prices and limits of AWS Lambda on arm64 in us-east-1, and assumptions about a function.
 *
 * Source: AWS Lambda pricing; AWS Lambda Developer Guide, "Configure Lambda function memory".
 */
export const ASSUMPTIONS = {
  dollarsPerGigabyteSecond: 0.0000133334,
  dollarsPerMillionRequests: 0.2,
  /** Memory that comes with one whole vCPU. Less memory comes with a proportional share. */
  megabytesPerCore: 1_769,
  leastMegabytes: 128,
  /** Memory of a function as a multiple of the measured peak. */
  headroom: 1.3,
  stepMegabytes: 64,
  /** Text per file, and so per request. */
  fileMegabytes: 15,
};

const TERABYTE = 1e12;

/**
 * Cost in dollars of a terabyte of raw text, from the rate on one core and the peak memory over the largest file.
 *
 * Below the memory of a whole vCPU, memory cancels out: half of it takes twice as long. Memory above it costs more
 * without a higher rate, because the rate is that of one core.
 */
export function costPerTerabyte({ megabytesPerSecond, peakMegabytes }) {
  const { headroom, stepMegabytes, leastMegabytes, megabytesPerCore, fileMegabytes } = ASSUMPTIONS;
  const wanted = Math.ceil((peakMegabytes * headroom) / stepMegabytes) * stepMegabytes;
  const memoryMegabytes = Math.max(leastMegabytes, wanted);
  const share = Math.min(1, memoryMegabytes / megabytesPerCore);
  const seconds = TERABYTE / 1e6 / megabytesPerSecond / share;
  const gigabyteSeconds = (seconds * memoryMegabytes) / 1024;
  const requests = TERABYTE / 1e6 / fileMegabytes;
  const compute = gigabyteSeconds * ASSUMPTIONS.dollarsPerGigabyteSecond;
  const requestDollars = (requests / 1e6) * ASSUMPTIONS.dollarsPerMillionRequests;
  return {
    memoryMegabytes,
    gigabyteSeconds,
    compute,
    requests: requestDollars,
    dollars: compute + requestDollars,
  };
}

/** The cost for each engine that was measured over a dataset and over the largest file. */
export function costs(results, single) {
  return results
    .filter(({ threads }) => threads === 1)
    .flatMap(({ engine, title, megabytesPerSecond }) => {
      const peak = single.find((each) => each.engine === engine)?.peakMegabytes;
      return peak ? [{ engine, title, ...costPerTerabyte({ megabytesPerSecond, peakMegabytes: peak }) }] : [];
    });
}
