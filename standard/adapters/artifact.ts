import type { ResourceModel } from '../facts';

/** An artifact of an engine: one file, parsed, or a directory of them. */
export interface ArtifactInput {
  /** As it was given on the command line. */
  readonly path: string;
  /** Directory that paths are told from. */
  readonly directory: string;
}

/** Reads what one engine writes. */
export interface Adapter {
  /** `Terraform plan`. */
  readonly name: string;
  /** Whether the parsed file is one of its artifacts. Directories are for adapters that say so. */
  recognises(json: unknown): boolean;
  /** @throws ArtifactError for what can not be read */
  read(json: unknown, input: ArtifactInput): ResourceModel;
  /** What there was before, for artifacts that say so. */
  readPrior?(json: unknown, input: ArtifactInput): ResourceModel;
}

/** An artifact that can not be read; the message says what was seen and what to do. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
}
