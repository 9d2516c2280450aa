import { SECURITY_GROUP } from '../../azure/flow-log/target-kind';
import {
  Cloud,
  existenceOf,
  type FlowLog,
  isRefused,
  type Network,
  NetworkKind,
  type ResourceModel,
} from '../facts';
import { comparableId } from '../facts/comparable-id';
import { type Requirement, RequirementOrigin } from '../requirement';
import type { Standard } from '../standard';
import { CoverageIndex, isEnabled } from './coverage-index';
import { combinedVerdicts, type RequirementResult } from './requirement-verdicts';
import type { RuleMetadata, Verdict } from './rule';
import { allOf, anyOf, type Ternary } from './ternary';

/** Which networks a requirement concerns. */
export enum CoverageScope {
  /** This network. */
  EACH = 'each',
  /** Any network of its cloud. */
  SOME = 'some',
}

/** What a network requires to be recorded. */
export interface CoverageTask {
  readonly network: Network;
  readonly scope: CoverageScope;
  /** Whether flow logs on all of its subnets are enough. */
  readonly subnetsCount: boolean;
  readonly requirements: readonly Requirement[];
}

/** Evaluates the flow logs of one network; `undefined` if there is nothing to report. */
export type EvaluateCoverage = (task: CoverageTask, found: CoverageSurvey) => Verdict | undefined;

/** Evaluates the networks of an app against the requirements on their flow logs. */
export function checkCoverage(
  rule: RuleMetadata,
  model: ResourceModel,
  standard: Standard,
  evaluate: EvaluateCoverage,
): Verdict[] {
  const survey = new CoverageSurvey(model);
  const evaluated = (network: Network, requirements: readonly Requirement[]) => {
    const concerned = requirements.filter((each) => survey.scopeFor(network, each) !== undefined);
    const scopes = concerned.map((each) => survey.scopeFor(network, each));
    if (concerned.length === 0) return undefined;
    const task: CoverageTask = {
      network,
      scope: scopes.includes(CoverageScope.EACH) ? CoverageScope.EACH : CoverageScope.SOME,
      subnetsCount: concerned.every((each) => each[network.cloud].subnetsCount),
      requirements: concerned,
    };
    return evaluate(task, survey);
  };
  return [...model.networks, ...externalNetworks(standard)].flatMap((network): Verdict[] => {
    const results = standard.requirements.flatMap((requirement): RequirementResult[] => {
      const verdict = evaluated(network, [requirement]);
      return verdict ? [{ requirement, verdict }] : [];
    });
    if (results.length === 0) return [];
    return combinedVerdicts(rule, network, results, (requirements) => evaluated(network, requirements));
  });
}

/** The coverage of the networks of an app. */
export class CoverageSurvey {
  readonly index: CoverageIndex;

  private readonly networks: Readonly<Record<Cloud, Network[]>>;

  constructor(private readonly model: ResourceModel) {
    this.index = new CoverageIndex(model);
    const wholeIn = (cloud: Cloud) => model.networks.filter(({ kind }) => kind === WHOLE[cloud]);
    this.networks = { [Cloud.AWS]: wholeIn(Cloud.AWS), [Cloud.AZURE]: wholeIn(Cloud.AZURE) };
  }

  /** Whether a requirement concerns a network, or any network of its cloud. */
  scopeFor(network: Network, requirement: Requirement): CoverageScope | undefined {
    const { kind, cloud } = network;
    if (network.type === EXTERNAL)
      return requirement.origin === RequirementOrigin.FILE ? CoverageScope.EACH : undefined;
    if (kind === NetworkKind.TRANSIT_GATEWAY) return eachIf(requirement.aws.transitGateways);
    if (kind === NetworkKind.SECURITY_GROUP) return eachIf(requirement.azure.securityGroups);
    if (kind !== WHOLE[cloud]) return undefined;
    const { networks } = requirement[cloud];
    if (networks === 'some') return network === this.networksOf(cloud)[0] ? CoverageScope.SOME : undefined;
    return eachIf(networks === 'all');
  }

  /** The VPCs or the virtual networks that the app declares. */
  networksOf(cloud: Cloud): readonly Network[] {
    return this.networks[cloud];
  }

  /** Whether at least one flow log of a cloud records traffic, of a network inside or outside the app. */
  hasSome({ network: { cloud }, subnetsCount, requirements }: CoverageTask): Ternary {
    const counts = ({ targetKind }: FlowLog): Ternary => {
      if (!targetKind.known) return undefined;
      if (targetKind.value === SECURITY_GROUP) return nameNoTarget(requirements);
      return subnetsCount || targetKind.value === TARGETS[cloud];
    };
    const flowLogs = this.model.flowLogs.filter(
      (flowLog) => flowLog.cloud === cloud && !isRefused(flowLog.target),
    );
    return anyOf([
      ...this.networksOf(cloud).map((network) => this.index.isCovered(network, subnetsCount)),
      ...flowLogs.map((flowLog) =>
        allOf([counts(flowLog), isEnabled(flowLog), existenceOf(flowLog) === true || undefined]),
      ),
    ]);
  }

  /** Whether an enabled flow log of a network security group records a part of the traffic that requirements concern. */
  hasOfSecurityGroups(requirements: readonly Requirement[]): boolean {
    return (
      nameNoTarget(requirements) &&
      this.model.flowLogs.some(
        (flowLog) =>
          flowLog.targetKind.known &&
          flowLog.targetKind.value === SECURITY_GROUP &&
          isEnabled(flowLog) === true,
      )
    );
  }
}

/** Whether requirements are those of frameworks that name no kind of flow log. */
function nameNoTarget(requirements: readonly Requirement[]): boolean {
  return requirements.every(
    ({ origin, scope }) => origin === RequirementOrigin.PROFILE && scope === undefined,
  );
}

const WHOLE: Readonly<Record<Cloud, NetworkKind>> = {
  [Cloud.AWS]: NetworkKind.VPC,
  [Cloud.AZURE]: NetworkKind.VNET,
};

/** The target kinds of flow logs on whole networks. */
const TARGETS: Readonly<Record<Cloud, string>> = {
  [Cloud.AWS]: 'VPC',
  [Cloud.AZURE]: 'virtual network',
};

const EXTERNAL = 'external network';

function eachIf(isRequired: boolean | undefined): CoverageScope | undefined {
  return isRequired ? CoverageScope.EACH : undefined;
}

/** Existing networks that this app must log, by their ids. */
function externalNetworks({ coverage, file = 'the standard' }: Standard): Network[] {
  return coverage.external.map((id) => ({
    cloud: id.startsWith('/') ? Cloud.AZURE : Cloud.AWS,
    unit: { name: '', artifact: file },
    localName: id,
    address: id,
    ids: [comparableId(id)],
    title: id,
    type: EXTERNAL,
    kind: kindOf(id),
    where: { artifact: file, path: id },
  }));
}

function kindOf(id: string): NetworkKind {
  if (id.startsWith('/')) return NetworkKind.VNET;
  return id.startsWith('tgw-') ? NetworkKind.TRANSIT_GATEWAY : NetworkKind.VPC;
}
