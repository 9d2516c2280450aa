import { Cloud, type Fact } from './fact';
import type { AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
import type { Network } from './network';
import type { UnreadPart } from './unread-part';

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
  readonly unread: readonly UnreadPart[];
  /**
   * The declared buckets, log groups, delivery streams and storage accounts, including those that no flow log uses.
   *
   * @default - unknown
   */
  readonly stores?: readonly Fact[];
  /**
   * Normalizers of this package whose cost an estimate does not contain, because the adapter does not relate them to destinations.
   *
   * @default - none
   */
  readonly unpricedNormalizers?: readonly Fact[];
  /**
   * Resources and modules that the engine forgets, but does not destroy: they continue to exist.
   *
   * @default - none
   */
  readonly kept?: readonly KeptResource[];
}

/** A resource or a module that an artifact no longer declares, and that continues to exist. */
export interface KeptResource {
  /** Name of its deployment unit. */
  readonly unit: string;
  /** Its name in the unit; for a module, that of all resources in it. */
  readonly name: string;
}

export const EMPTY_MODEL: ResourceModel = { networks: [], flowLogs: [], acknowledgements: [], unread: [] };

/** Combines the resources of several artifacts. */
export function mergeModels(models: readonly ResourceModel[]): ResourceModel {
  return {
    networks: models.flatMap(({ networks }) => networks),
    flowLogs: models.flatMap(({ flowLogs }) => flowLogs),
    acknowledgements: models.flatMap(({ acknowledgements }) => acknowledgements),
    unread: models.flatMap(({ unread }) => unread),
    unpricedNormalizers: models.flatMap(({ unpricedNormalizers = [] }) => unpricedNormalizers),
    ...(models.some(({ kept }) => kept) && { kept: models.flatMap(({ kept = [] }) => kept) }),
    ...(models.some(({ stores }) => stores) && { stores: models.flatMap(({ stores = [] }) => stores) }),
  };
}

/** Returns the artifacts that were not understood: parts of them are unread, and they declare no network and no flow log. */
export function notUnderstood({ networks, flowLogs, unread }: ResourceModel): string[] {
  const understood = new Set([...networks, ...flowLogs].map(({ unit }) => unit.artifact));
  const artifacts = new Set(unread.map(({ subject }) => subject.unit.artifact));
  return [...artifacts].filter((artifact) => !understood.has(artifact));
}

export function isAwsFlowLog(flowLog: FlowLog): flowLog is AwsFlowLog {
  return flowLog.cloud === Cloud.AWS;
}

export function isAzureFlowLog(flowLog: FlowLog): flowLog is AzureFlowLog {
  return !isAwsFlowLog(flowLog);
}
