import type { AwsAssumptions } from './assumptions';

const BYTES_PER_MEGABYTE = 1_000_000n;
const BYTES_PER_MEBIBYTE = 1_048_576n;
const SECONDS_PER_DAY = 86_400n;

/** Returns the number of objects that a flow log delivers to a bucket per day. */
export function deliveredObjectsPerDay(bytesPerDay: bigint, assumed: AwsAssumptions): bigint {
  const deliveries = BigInt(assumed.deliveriesPerDay);
  const largest = BigInt(assumed.megabytesPerFile) * BYTES_PER_MEGABYTE;
  return deliveries * atLeastOne(dividedUp(bytesPerDay, deliveries * largest));
}

/**
 * Returns the number of objects that a delivery stream writes per day: one whenever its buffer is full or its time is over.
 *
 * Source: Amazon Data Firehose Developer Guide, "Understand buffering hints".
 *
 * @param bytesPerDay bytes that the stream receives
 */
export function streamedObjectsPerDay(
  bytesPerDay: bigint,
  bufferSeconds: number,
  bufferMebibytes: number,
): bigint {
  const intervals = SECONDS_PER_DAY / atLeastOne(BigInt(Math.trunc(bufferSeconds)));
  const size = atLeastOne(BigInt(Math.trunc(bufferMebibytes))) * BYTES_PER_MEBIBYTE;
  return intervals * atLeastOne(dividedUp(bytesPerDay, intervals * size));
}

function dividedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function atLeastOne(count: bigint): bigint {
  return count < 1n ? 1n : count;
}
