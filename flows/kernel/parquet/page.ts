import type { Kernel } from '../kernel';

/** Places of the sums in a page of the kernel: see `assembly/page.ts`. */
const SUM_LOW = 56;
const SUM_HIGH = 64;
/** Bytes of a 64-bit value. */
const LONG = 8;

/** Sum of all values of the column of numbers that the kernel has encoded last, however large. */
export function sumOfPage({ run, longs }: Kernel): bigint {
  const page = run.page();
  const long = (offset: number) => BigInt.asUintN(64, longs[(page + offset) / LONG] as bigint);
  return long(SUM_LOW) + (long(SUM_HIGH) << 32n);
}
