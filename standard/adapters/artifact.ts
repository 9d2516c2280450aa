import type { ResourceModel } from '../facts';

/** An artifact of an engine: one file, parsed, or a directory of them. */
export interface ArtifactInput {
  /** As it was given on the command line. */
  readonly path: string;
  /** Directory to which reported paths are relative. */
  readonly directory: string;
}

/** Reads what one engine writes. */
export interface Adapter {
  /** `Terraform plan`. */
  readonly name: string;
  /** Whether the adapter supports a parsed file. */
  recognises(json: unknown): boolean;
  /** @throws ArtifactError if the artifact is invalid */
  read(json: unknown, input: ArtifactInput): ResourceModel;
  /** Reads the previous version of the app, for artifacts that contain it. */
  readPrior?(json: unknown, input: ArtifactInput): ResourceModel;
}

/** Thrown for an artifact that cannot be read. The message has the cause and the fix. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
}
