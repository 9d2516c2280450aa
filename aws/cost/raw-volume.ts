import type { AwsAssumptions } from './assumptions';
import type { MeasuredFormatId, RawForm } from './measured-format';

/** The records of a flow log. */
export interface RawVolume {
  /** Bytes of raw text per day. */
  readonly bytesPerDay: bigint;
  /** Bytes of raw text per month. */
  readonly perMonth: bigint;
  readonly format: MeasuredFormatId;
  readonly assumed: AwsAssumptions;
}

/** Raw objects, as a service writes them to a bucket. */
export interface WrittenObjects {
  readonly form: RawForm;
  readonly objectsPerDay: bigint;
  /** @default true */
  readonly isCompressed?: boolean;
}
