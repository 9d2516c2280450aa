import type { LogFormat } from '../../aws/format';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { FlowLogTargetConfig } from './flow-log-target';

/** The flow log that a destination is bound to. */
export interface FlowLogContext {
  /** Fields of the records. */
  readonly format: LogFormat;

  /** The logged resource. */
  readonly target: FlowLogTargetConfig;

  /**
   * The standard of the flow log.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;
}
