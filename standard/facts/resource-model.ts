import { Cloud, type Fact } from './fact';
import type { AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
import type { Network } from './network';

/** A suppression in an artifact. */
export interface Acknowledgement {
  /** `FLS201`. */
  readonly rule: string;
  /** Addresses to which it applies; for a scope, those of all resources below it. */
  readonly addresses: readonly string[];
  readonly reason?: string;
  /** `YYYY-MM-DD`, its last day. */
  readonly until?: string;
  /** Name for messages: the path of the scope. */
  readonly title: string;
  /** A resource to which it applies. */
  readonly fact?: Fact;
}

/** The resources that the artifacts of one check declare. */
export interface ResourceModel {
  readonly networks: readonly Network[];
  readonly flowLogs: readonly FlowLog[];
  readonly acknowledgements: readonly Acknowledgement[];
}

export const EMPTY_MODEL: ResourceModel = { networks: [], flowLogs: [], acknowledgements: [] };

/** Combines the resources of several artifacts. */
export function mergeModels(models: readonly ResourceModel[]): ResourceModel {
  return {
    networks: models.flatMap(({ networks }) => networks),
    flowLogs: models.flatMap(({ flowLogs }) => flowLogs),
    acknowledgements: models.flatMap(({ acknowledgements }) => acknowledgements),
  };
}

export function isAwsFlowLog(flowLog: FlowLog): flowLog is AwsFlowLog {
  return flowLog.cloud === Cloud.AWS;
}

export function isAzureFlowLog(flowLog: FlowLog): flowLog is AzureFlowLog {
  return !isAwsFlowLog(flowLog);
}
