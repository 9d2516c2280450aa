import type { DeploymentUnit, ResourceModel } from '../facts';

/** The location of an artifact file. */
export interface ArtifactInput {
  /** Path of the file, as specified on the command line. */
  readonly path: string;
  /** Directory to which reported paths are relative. */
  readonly directory: string;
  /** The deployment unit of the file. An adapter that reads several units from it creates their names from this one. */
  readonly unit: DeploymentUnit;
  /**
   * Values of parameters or variables, by name.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Reads the artifacts of one engine, for example CloudFormation or Terraform. */
export interface Adapter {
  /** Name of the format: `Terraform plan`. */
  readonly name: string;
  /** Whether the adapter supports the parsed file. */
  recognises(json: unknown): boolean;
  /**
   * Builds the resource model of a parsed file.
   *
   * @throws ArtifactError if the artifact is invalid
   */
  read(json: unknown, input: ArtifactInput): ResourceModel;
  /** Reads the previous version of the app, for artifacts that contain it. */
  readPrior?(json: unknown, input: ArtifactInput): ResourceModel;
}

/** Thrown for an artifact that cannot be read. The message states the cause and the fix. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
}
