export {
  type ArtifactVersions,
  type ReadOptions,
  readArtifact,
  readArtifacts,
} from './adapters/read-artifact';
export { type CheckInput, type CheckResult, check } from './check';
export { Allowance } from './file/allowance';
export { FieldOrder } from './file/field-order';
export { StandardError, type StandardProblem } from './file/standard-error';
export type { StandardFile } from './file/standard-file';
export type { Finding } from './finding';
export { FlowLogStandard } from './flow-log-standard';
export { Severity } from './severity';
export { Strength } from './strength';
