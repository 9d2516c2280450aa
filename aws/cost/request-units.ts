/** Quantity of requests in billionths of a thousand. */
export function thousands(requests: bigint): bigint {
  return requests * 1_000_000n;
}

/** Quantity of requests in billionths of a million. */
export function millions(requests: bigint): bigint {
  return requests * 1_000n;
}
