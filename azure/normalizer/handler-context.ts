import type { Value } from '../../flows/columns';
import type { Enricher } from '../../flows/enrichment/enricher';
import type { ThreatSightings } from '../../flows/enrichment/threat-sightings';
import type { Summary } from '../../flows/summary';
import type { BlobProgress } from '../records/blob-progress';
import type { Enrichment } from './enrichment';
import type { Stores } from './stores';

/** A second destination of rows. It can receive a row more than once; `source` and `source_row` identify duplicates. */
export interface Delivery {
  /** @throws Error if a row may not have arrived; the caller delivers all rows again later */
  deliver(rows: AsyncIterable<readonly Value[]>): Promise<void>;
}

/** An output file. */
export interface Output {
  /** Path below the prefix of the tables. */
  readonly path: string;
  /** Path of the local file. */
  readonly file: string;
}

/** The result of translating bytes of a blob. */
export interface Translation {
  /** Sorted by path. The same bytes after the same progress give the same files. */
  readonly outputs: readonly Output[];
  readonly after: BlobProgress;
  readonly summary: Summary;
  /**
   * The listed addresses in the rows.
   *
   * @default - the rows were not enriched
   */
  readonly sightings?: ThreatSightings;
  /** Reads all rows again, in order. */
  rows(): AsyncIterable<readonly Value[]>;
  /** Deletes the local files. */
  discard(): Promise<void>;
}

/** Settings of a translation. */
export interface TranslationRequest {
  readonly blob: string;
  /** File name of all outputs. */
  readonly name: string;
  /** Progress before these bytes. */
  readonly progress: BlobProgress;
  /** @default - the enrichment columns are null */
  readonly enricher?: Enricher;
  /** @default false */
  readonly compatible?: boolean;
}

/** The stores, functions and limits that the handlers of events, sweeps and replays use. */
export interface HandlerContext extends Stores {
  readonly delivery?: Delivery;
  /** @default - the rows are not enriched */
  readonly enrichment?: Enrichment;
  /** Maximum size of an increment in bytes. A single block may be larger. */
  readonly maxIncrementBytes: number;
  translate(bytes: AsyncIterable<Uint8Array>, request: TranslationRequest): Promise<Translation>;
  /** Creates a local file without rows for the table that the path belongs to. Returns its path. */
  emptyFile(path: string): Promise<string>;
  now(): number;
  /**
   * Time in milliseconds since 1970 after which no work begins. What is left returns to the queue, or to the next sweep.
   *
   * @default - not limited
   */
  readonly deadline?: number;
  /** Writes one line to the log of the function. */
  log(line: string): void;
  /** Waits before the next attempt. */
  pause(tries: number): Promise<void>;
}
