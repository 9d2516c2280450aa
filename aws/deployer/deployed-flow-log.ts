import type { DestinationType, TargetKind } from '../flow-log';
import type { LogFormat } from '../format';
import type { TemplateResource, TemplateStack } from '../template/template-stack';

/** A flow log of a template, with the values that its deployer's permissions depend on. */
export interface DeployedFlowLog {
  readonly stack: TemplateStack;
  readonly resource: TemplateResource;
  /** Name for messages. */
  readonly title: string;
  /** The services that it can deliver to: one, several if a condition decides, none if unknown. */
  readonly destinationTypes: readonly DestinationType[];
  /** The kinds of its target: one, or all that are possible. */
  readonly targetKinds: readonly TargetKind[];
  /** Its format; undefined if it is unknown or not valid. */
  readonly format?: LogFormat;
  /** Values that are unknown or not valid, for the notes of the policies. */
  readonly problems: readonly string[];
}

/** Returns the flow logs of a stack. */
export type DeployedFlowLogs = (stack: TemplateStack) => readonly DeployedFlowLog[];
