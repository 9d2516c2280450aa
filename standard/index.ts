export { readArtifact } from './adapters/read-artifact';
export { type CheckInput, type CheckResult, check } from './check';
export { Allowance, FieldOrder, type StandardFile } from './file/schema';
export { StandardError, type StandardProblem } from './file/standard-error';
export type { Finding } from './finding';
export { FlowLogStandard } from './flow-log-standard';
export { Severity } from './severity';
