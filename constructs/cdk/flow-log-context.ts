import type { LogFormat } from '../../aws/format';
import type { FlowLogTargetConfig } from './flow-log-target';

/** The flow log that a destination is bound to. */
export interface FlowLogContext {
  /** Fields of the records. */
  readonly format: LogFormat;

  /** The logged resource. */
  readonly target: FlowLogTargetConfig;

  /**
   * Days for which the standard requires records to be retained.
   *
   * @default - no requirement
   */
  readonly minRetentionDays?: number;
}
