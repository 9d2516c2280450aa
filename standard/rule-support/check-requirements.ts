import { TargetKind, type TrafficType } from '../../aws/flow-log';
import { Cloud, type FlowLog, isAwsFlowLog, type ResourceModel, type Value } from '../facts';
import { isInScope } from '../flow-log-scope';
import type { Requirement } from '../requirement';
import type { Standard } from '../standard';
import { CoverageIndex, isEnabled } from './coverage-index';
import { FlowLogCounts } from './flow-log-counts';
import { NetworkNames } from './network-names';
import { partsToReplace, recordsPart } from './records-traffic';
import { authorsOf } from './required-by';
import { combinedVerdicts, type Evaluate, type RequirementResult } from './requirement-verdicts';
import { Outcome, pass, type RequirementRule, undecided, type Verdict } from './rule';
import { allOf, anyOf, type Ternary } from './ternary';

/**
 * Evaluates one aspect of flow logs. A flow log that does not meet the requirement of a profile passes if another flow log
 * of its network records the same traffic and meets all requirements that the profile has with the same strength. If the
 * profile requires a traffic type, the other flow log records that traffic.
 *
 * @param rules the rules on all aspects
 */
export function checkRequirements(
  rule: RequirementRule,
  rules: readonly RequirementRule[],
  model: ResourceModel,
  standard: Standard,
): Verdict[] {
  const context = contextOf(model);
  const { names, substitutes } = context;
  const substitutesFor = (requirement: Requirement, part: TrafficType | undefined): Substitutes => {
    const byPart = substitutes.get(requirement) ?? new Map<TrafficType | undefined, Substitutes>();
    substitutes.set(requirement, byPart);
    const found = byPart.get(part) ?? new Substitutes(model, standard, requirement, names, rules, part);
    byPart.set(part, found);
    return found;
  };
  const isExcused = (flowLog: FlowLog, requirement: Requirement): Ternary => {
    // every flow log must meet the requirements of the file itself, and the defaults
    if (!requirement.profile) return false;
    const by = (part: TrafficType | undefined): Ternary => substitutesFor(requirement, part).of(flowLog);
    const answer = allOf(partsToReplace(flowLog, requirement.aws.traffic).map(by));
    // a flow log of unknown traffic may record less than all of it
    const mayNeedLess = isAwsFlowLog(flowLog) && !flowLog.traffic.known;
    return answer === false && mayNeedLess && by(undefined) !== false ? undefined : answer;
  };
  return model.flowLogs.flatMap((flowLog): Verdict[] => {
    const evaluate: Evaluate = (requirements) => rule.evaluate(flowLog, requirements, standard);
    const results = standard.requirements.flatMap((requirement): RequirementResult[] => {
      const isConcerned = isInScope(flowLog, requirement.scope);
      const verdict = isConcerned === false ? undefined : evaluate([requirement]);
      if (!verdict) return [];
      const isMet = verdict.outcome === Outcome.PASS || isExcused(flowLog, requirement);
      const result = excused(verdict, flowLog, requirement, isMet);
      return [{ requirement, verdict: isConcerned ? result : scoped(result, flowLog, requirement) }];
    });
    return results.length === 0
      ? []
      : combinedVerdicts(rule, flowLog, results, (requirements) => {
          const verdict = evaluate(requirements);
          return (
            verdict && withAuthors(verdict, flowLog, strictestIn(requirements, verdict, evaluate), context)
          );
        });
  });
}

interface CheckContext {
  readonly names: NetworkNames;
  readonly counts: FlowLogCounts;
  /** By requirement, and by the part of the traffic that they record. */
  readonly substitutes: Map<Requirement, Map<TrafficType | undefined, Substitutes>>;
}

/** Every rule needs the same substitutes. */
const CONTEXTS = new WeakMap<ResourceModel, CheckContext>();

function contextOf(model: ResourceModel): CheckContext {
  const found = CONTEXTS.get(model);
  if (found) return found;
  const names = new NetworkNames(model);
  const context = { names, counts: new FlowLogCounts(model, names), substitutes: new Map() };
  CONTEXTS.set(model, context);
  return context;
}

/** The result for a flow log that others may replace. */
function excused(verdict: Verdict, flowLog: FlowLog, { profile }: Requirement, isMet: Ternary): Verdict {
  if (isMet === true) return pass(flowLog);
  if (isMet === false || verdict.outcome === Outcome.UNDECIDED) return verdict;
  return undecided(
    flowLog,
    `${verdict.message}, and whether another flow log meets ${profile?.name} for the same network is unknown`,
    verdict.at,
  );
}

/** The result for a flow log that the requirement may not concern. */
function scoped(verdict: Verdict, flowLog: FlowLog, { profile, scope }: Requirement): Verdict {
  if (verdict.outcome !== Outcome.FAIL) return verdict;
  const message = `${verdict.message}, and whether the flow log is one of ${scope}, which ${profile?.name} concerns, is unknown`;
  return undecided(flowLog, message, verdict.at);
}

/** The requirements whose value a result states; all of them if it combines their values. */
function strictestIn(
  requirements: readonly Requirement[],
  { message }: Verdict,
  evaluate: Evaluate,
): readonly Requirement[] {
  const strictest = requirements.filter((each) => evaluate([each])?.message === message);
  return strictest.length > 0 ? strictest : requirements;
}

/** States which profiles require it, if the file itself does not. */
function withAuthors(
  verdict: Verdict,
  flowLog: FlowLog,
  requirements: readonly Requirement[],
  { names, counts }: CheckContext,
): Verdict {
  const authors = authorsOf(requirements);
  if (authors === undefined || verdict.outcome !== Outcome.FAIL) return verdict;
  const message = `${verdict.message} (${authors})`;
  if (counts.isOnly(flowLog)) return { ...verdict, message };
  const { target } = flowLog;
  const network = target.known ? names.titleOf(target.value) : 'its network';
  return { ...verdict, message: `${message}, and no other flow log of ${network} meets the requirements` };
}

/** Kinds of targets that contain targets of another kind. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  [TargetKind.NETWORK_INTERFACE]: [TargetKind.SUBNET, TargetKind.VPC],
  [TargetKind.SUBNET]: [TargetKind.VPC],
  [TargetKind.REGIONAL_NAT_GATEWAY]: [TargetKind.VPC],
  [TargetKind.TRANSIT_GATEWAY_ATTACHMENT]: [TargetKind.TRANSIT_GATEWAY],
};

/** Finds flow logs that meet the requirements of a profile in place of another flow log. */
class Substitutes {
  /** Flow logs that meet the requirements, or may meet them. */
  private readonly candidates: ReadonlyMap<FlowLog, Ternary>;
  private readonly index: CoverageIndex;

  constructor(
    model: ResourceModel,
    standard: Standard,
    private readonly requirement: Requirement,
    private readonly names: NetworkNames,
    rules: readonly RequirementRule[],
    part: TrafficType | undefined,
  ) {
    this.candidates = new Map(
      model.flowLogs.flatMap((flowLog): [FlowLog, Ternary][] => {
        const answer = allOf([
          isEnabled(flowLog),
          part === undefined || recordsPart(flowLog, part),
          meets(flowLog, requirement, standard, rules),
        ]);
        return answer === false ? [] : [[flowLog, answer]];
      }),
    );
    this.index = new CoverageIndex(model, (flowLog) => this.answerOf(flowLog));
  }

  private answerOf(flowLog: FlowLog): Ternary {
    return this.candidates.has(flowLog) ? this.candidates.get(flowLog) : false;
  }

  /** Whether other flow logs record the same traffic and meet the requirements. */
  of(flowLog: FlowLog): Ternary {
    const { target, cloud } = flowLog;
    const others = [...this.candidates].filter(([other]) => other !== flowLog && other.cloud === cloud);
    if (!target.known) return others.length > 0 ? undefined : false;
    const network = this.names.networkOf(target.value);
    if (!network) return ofExternal(flowLog, target.value, others);
    return anyOf([
      this.index.isCovered(network, this.requirement[cloud].subnetsCount),
      // on Azure, only the flow log with the smaller target records the traffic
      cloud === Cloud.AWS && network.parent !== undefined && this.ofParent(network.parent, others),
    ]);
  }

  private ofParent(parent: Value<string>, others: readonly Candidate[]): Ternary {
    const network = parent.known ? this.names.networkOf(parent.value) : undefined;
    if (network) return this.index.isCovered(network, false);
    return anyOf(
      others.map(([{ target, targetKind }, answer]): Ternary => {
        if (parent.known && target.known) return target.value === parent.value && answer;
        return !targetKind.known || targetKind.value === TargetKind.VPC ? undefined : false;
      }),
    );
  }
}

/** Whether a flow log meets everything that a requirement contains. */
function meets(
  flowLog: FlowLog,
  requirement: Requirement,
  standard: Standard,
  rules: readonly RequirementRule[],
): Ternary {
  return allOf(
    rules.map(({ evaluate }): Ternary => {
      const outcome = evaluate(flowLog, [requirement], standard)?.outcome ?? Outcome.PASS;
      return outcome === Outcome.UNDECIDED ? undefined : outcome === Outcome.PASS;
    }),
  );
}

/** A flow log, and whether it meets the requirements. */
type Candidate = readonly [FlowLog, Ternary];

/** The target is a resource outside the app: the artifacts do not state its network. */
function ofExternal({ targetKind, cloud }: FlowLog, id: string, others: readonly Candidate[]): Ternary {
  const isWider = (other: FlowLog): boolean => {
    if (cloud !== Cloud.AWS) return false;
    if (!targetKind.known || !other.targetKind.known) return true;
    return WIDER[targetKind.value]?.includes(other.targetKind.value) ?? false;
  };
  return anyOf(
    others.map(([other, answer]): Ternary => {
      if (!other.target.known) return undefined;
      if (other.target.value === id) return answer;
      return isWider(other) ? undefined : false;
    }),
  );
}
