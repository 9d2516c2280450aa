import { Cloud, type Fact } from './fact';
import type { AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
import type { Network } from './network';

/** A suppression that stands beside a resource in its artifact. */
export interface Acknowledgement {
  /** `FLS201`. */
  readonly rule: string;
  /** Addresses it holds for; those below a construct, for one that was given a scope. */
  readonly addresses: readonly string[];
  readonly reason?: string;
  /** `YYYY-MM-DD`, the last day on which it holds. */
  readonly until?: string;
  /** How people know it: the scope's path. */
  readonly title: string;
  /** A resource that it stands at. */
  readonly fact?: Fact;
}

/** Everything that the artifacts of one check declare. */
export interface ResourceModel {
  readonly networks: readonly Network[];
  readonly flowLogs: readonly FlowLog[];
  readonly acknowledgements: readonly Acknowledgement[];
}

export const EMPTY_MODEL: ResourceModel = { networks: [], flowLogs: [], acknowledgements: [] };

/** Several artifacts as one app. */
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
