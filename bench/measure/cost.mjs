/**
 * Prices and limits of AWS Lambda on arm64 in us-east-1, and what is taken for granted about a function.
 *
 * Source: AWS Lambda pricing; AWS Lambda Developer Guide, "Configure Lambda function memory".
 */
export const ASSUMPTIONS = {
  dollarsPerGigabyteSecond: 0.0000133334,
  dollarsPerMillionRequests: 0.2,
  /** So much memory comes with one whole vCPU; less comes with that share of it. */
  megabytesPerCore: 1_769,
  leastMegabytes: 128,
  /** What a function has beyond the peak that was measured. */
  headroom: 1.3,
  stepMegabytes: 64,
  /** Text in a file, hence in a request. */
  fileMegabytes: 15,
};

const TERABYTE = 1e12;

/**
 * Dollars for a terabyte of raw text, from a rate on one whole core and the peak memory over the largest file.
 *
 * While the memory is less than a whole vCPU's, it cancels out: half of it takes twice as long. More of it is paid
 * without use, as one core is what was measured.
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
  const asked = (requests / 1e6) * ASSUMPTIONS.dollarsPerMillionRequests;
  return { memoryMegabytes, gigabyteSeconds, compute, requests: asked, dollars: compute + asked };
}

/** The same for each engine that was measured over a dataset, and over the largest file. */
export function costs(results, single) {
  return results
    .filter(({ threads }) => threads === 1)
    .flatMap(({ engine, title, megabytesPerSecond }) => {
      const peak = single.find((each) => each.engine === engine)?.peakMegabytes;
      return peak ? [{ engine, title, ...costPerTerabyte({ megabytesPerSecond, peakMegabytes: peak }) }] : [];
    });
}
