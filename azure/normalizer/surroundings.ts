import type { Value } from '../../flows/columns';
import type { Summary } from '../../flows/summary';
import type { Progress } from './cursor';
import type { Stores } from './stores';

/** A second place where rows go. A row may come more than once: its source and its position in it tell. */
export interface Delivery {
  /** @throws Error if a row may not have arrived: all of them are delivered again then */
  deliver(rows: AsyncIterable<readonly Value[]>): Promise<void>;
}

/** An output file: its path below the table's prefix, and where it lies until it is there. */
export interface Output {
  readonly path: string;
  readonly file: string;
}

/** What bytes of a blob became. */
export interface Translation {
  /** In order of their paths. The same bytes after the same progress give the same files. */
  readonly outputs: readonly Output[];
  readonly after: Progress;
  readonly summary: Summary;
  /** The rows once more, in order. */
  rows(): AsyncIterable<readonly Value[]>;
  /** Lets go of the local files. */
  discard(): Promise<void>;
}

/** Where bytes are from, and what is made of them. */
export interface TranslationRequest {
  readonly blob: string;
  /** File name of all outputs. */
  readonly name: string;
  /** What was read of the blob before. */
  readonly progress: Progress;
}

/** What the engine works with. */
export interface Surroundings extends Stores {
  readonly delivery?: Delivery;
  /** Most bytes of one increment; a single block may have more. */
  readonly maxIncrementBytes: number;
  translate(bytes: AsyncIterable<Uint8Array>, request: TranslationRequest): Promise<Translation>;
  /** A local file without rows, of the table that a path belongs to. */
  emptyFile(path: string): Promise<string>;
  now(): number;
  /** Writes one line to the function's log. */
  log(line: string): void;
  /** Waits before another try. */
  pause(tries: number): Promise<void>;
}
