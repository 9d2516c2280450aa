import { AWS_ASSUMPTIONS, type AwsAssumptions, DEFAULT_AWS_ASSUMPTIONS } from '../../aws/cost/assumptions';
import { AWS_NOTES, flowLogNotes as awsFlowLogNotes } from '../../aws/cost/cost-notes';
import type { CostedStream } from '../../aws/cost/costed-flow-log';
import { monthlyUsage as awsMonthlyUsage } from '../../aws/cost/usage';
import { usedAssumptions } from '../../aws/cost/used-assumptions';
import type { LogFormat } from '../../aws/format';
import {
  AZURE_ASSUMPTIONS,
  type AzureAssumptions,
  DEFAULT_AZURE_ASSUMPTIONS,
} from '../../azure/cost/assumptions';
import { AZURE_NOTES, flowLogNotes as azureFlowLogNotes } from '../../azure/cost/cost-notes';
import { monthlyUsage as azureMonthlyUsage } from '../../azure/cost/usage';
import { usedAssumptions as usedAzureAssumptions } from '../../azure/cost/used-assumptions';
import type { AssumptionCatalogue } from '../../flows/cost/assumptions';
import type { Usage } from '../../flows/cost/usage';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  Cloud,
  DestinationKind,
  type FlowLog,
  isAwsFlowLog,
  mapValue,
  UnknownCause,
  type Value,
} from '../facts';
import { awsCost } from './aws-cost';
import { azureCost } from './azure-cost';
import { regionOf } from './region';

/** A flow log whose cost can be estimated. */
export interface CostedFlowLog {
  readonly fact: FlowLog;
  /** Service that it delivers to: `s3`, `storage-account`. */
  readonly destination: string;
  /**
   * Title, ARN or id of its destination.
   *
   * @default - unknown
   */
  readonly destinationTitle?: string;
  /**
   * The format of its records; `undefined` if its cloud rejects it.
   *
   * @default - the cloud has one format
   */
  readonly format?: Value<LogFormat | undefined>;
  /** Unknown values, with the values that the estimate counts instead, and other notes. */
  readonly notes: readonly string[];
  /** Whether its records reach services, or use options, whose cost is not counted. */
  readonly isPartial: boolean;
  /** Names of the assumptions that its usage depends on. */
  readonly assumptions: readonly string[];
  /** Returns the monthly usage of a volume of records. */
  usage(bytesPerDay: bigint): readonly Usage[];
}

/** Choices of the user that an estimate depends on. */
export interface CostOptions {
  /** How many times per month queries read all records of the month. */
  readonly readsPerMonth: number;
  /**
   * Network interfaces with traffic of each flow log of Azure.
   *
   * @default 1
   */
  readonly interfaces?: number;
  /**
   * Values of assumptions of AWS, by name, instead of those that were measured.
   *
   * @default - the values of `AWS_ASSUMPTIONS`
   */
  readonly assumed?: Partial<AwsAssumptions>;
}

/**
 * Returns what the cost of a flow log depends on; unknown if its destination type is unknown.
 *
 * @throws RejectedFlowLogError if the cloud rejects the flow log
 */
export function costedFlowLog(flowLog: FlowLog, options: CostOptions): Value<CostedFlowLog> {
  return isAwsFlowLog(flowLog)
    ? costedAwsFlowLog(flowLog, valuesOf(options))
    : { known: true, value: costedAzureFlowLog(flowLog, azureValuesOf(options)) };
}

function valuesOf({ assumed, readsPerMonth }: CostOptions): AwsAssumptions {
  return { ...DEFAULT_AWS_ASSUMPTIONS, ...assumed, readsPerMonth };
}

function azureValuesOf({ interfaces }: CostOptions): AzureAssumptions {
  return { ...DEFAULT_AZURE_ASSUMPTIONS, ...(interfaces !== undefined && { interfaces }) };
}

function costedAwsFlowLog(flowLog: AwsFlowLog, assumptions: AwsAssumptions): Value<CostedFlowLog> {
  return mapValue(awsCost(flowLog), ({ costed, format }) => ({
    fact: flowLog,
    destination: costed.destinationType,
    ...titleOf(flowLog),
    format,
    notes: [
      ...existenceNotes(flowLog),
      ...awsFlowLogNotes(costed, assumptions),
      ...subscriptionNotes(flowLog),
      ...regionNotes(flowLog),
    ],
    isPartial: costed.streams.some(isPartialStream) || subscriptionNotes(flowLog).length > 0,
    assumptions: usedAssumptions(costed),
    usage: (bytesPerDay) => awsMonthlyUsage(costed, bytesPerDay, assumptions),
  }));
}

function costedAzureFlowLog(flowLog: AzureFlowLog, assumptions: AzureAssumptions): CostedFlowLog {
  const costed = azureCost(flowLog);
  return {
    fact: flowLog,
    destination: DestinationKind.STORAGE_ACCOUNT,
    ...titleOf(flowLog),
    notes: [...existenceNotes(flowLog), ...azureFlowLogNotes(costed, assumptions)],
    isPartial: !costed.analyticsInterval.known,
    assumptions: usedAzureAssumptions(costed),
    usage: (bytesPerDay) => azureMonthlyUsage(costed, bytesPerDay, assumptions),
  };
}

/** Notes about a flow log that a condition creates. The target of a flow log without an existence is unknown instead. */
function existenceNotes({ existsIf, target }: FlowLog): string[] {
  if (existsIf) return [`it exists only if ${existsIf.text}: counted as existing`];
  if (target.known || target.cause !== UnknownCause.CONDITION) return [];
  return [`its existence or its target depends on a condition: ${target.reason}; counted as existing`];
}

function isPartialStream({ objects, uncounted }: CostedStream): boolean {
  return objects === undefined || uncounted.length > 0;
}

function subscriptionNotes({ destination }: FlowLog): string[] {
  const subscriptions = destination.known ? (destination.value.storage?.subscriptions ?? []) : [];
  return subscriptions.map(
    (title) => `the subscription ${title} sends its records to another service, which is not counted`,
  );
}

function titleOf({ destination }: FlowLog): Pick<CostedFlowLog, 'destinationTitle'> {
  return destination.known ? { destinationTitle: destination.value.title } : {};
}

/** A note about a destination in another region than the flow log. */
function regionNotes(flowLog: FlowLog): string[] {
  const { destination } = flowLog;
  const there = destination.known ? destination.value.unit.region : undefined;
  const here = regionOf(flowLog);
  if (there === undefined || here === undefined || there === here) return [];
  return [
    `its destination is in ${there}: the storage and the normalizer are counted with the prices that apply to the flow log in ${here}`,
  ];
}

/** The assumptions and general notes of estimates for a cloud. */
export interface CostBasis {
  readonly assumptions: AssumptionCatalogue;
  readonly notes: readonly string[];
}

/** Returns the assumptions and general notes of an estimate of flow logs, without duplicates. */
export function costBasis(flowLogs: readonly CostedFlowLog[], options: CostOptions): CostBasis {
  const clouds = new Set(flowLogs.map(({ fact }) => fact.cloud));
  const used = new Set(flowLogs.flatMap(({ assumptions }) => assumptions));
  const catalogue: AssumptionCatalogue = {
    ...withValues(AWS_ASSUMPTIONS, valuesOf(options)),
    ...(clouds.has(Cloud.AZURE) && withValues(AZURE_ASSUMPTIONS, azureValuesOf(options))),
  };
  return {
    assumptions: Object.fromEntries(Object.entries(catalogue).filter(([name]) => used.has(name))),
    notes: [
      ...new Set([
        ...(clouds.has(Cloud.AWS) ? AWS_NOTES : []),
        ...(clouds.has(Cloud.AZURE) ? AZURE_NOTES : []),
      ]),
    ],
  };
}

function withValues(
  catalogue: AssumptionCatalogue,
  values: Readonly<Record<string, number>>,
): AssumptionCatalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, assumption]) => [
      name,
      { ...assumption, value: values[name] ?? assumption.value },
    ]),
  );
}
