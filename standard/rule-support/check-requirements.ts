import { TargetKind } from '../../aws/flow-log';
import { Cloud, type FlowLog, type ResourceModel, type Value } from '../facts';
import type { Requirement } from '../requirement';
import type { Standard } from '../standard';
import { CoverageIndex, isEnabled } from './coverage-index';
import { meetsRequirement } from './meets-requirement';
import { NetworkNames } from './network-names';
import { fail, Outcome, pass, undecided, type Verdict } from './rule';
import { allOf, anyOf, type Ternary } from './ternary';

/** Evaluates one aspect of a flow log against several requirements; `undefined` if they require nothing of it. */
export type EvaluateRequirements<F extends FlowLog> = (
  flowLog: F,
  requirements: readonly Requirement[],
) => Verdict | undefined;

/**
 * Evaluates one aspect of flow logs. A flow log that does not meet the requirement of a profile passes if another flow log
 * of its network meets all requirements of the profile.
 */
export function checkRequirements<F extends FlowLog>(
  model: ResourceModel,
  standard: Standard,
  flowLogs: readonly F[],
  evaluate: EvaluateRequirements<F>,
): Verdict[] {
  const substitutes = new Map<Requirement, Substitutes>();
  const names = new NetworkNames(model);
  const isExcused = (flowLog: FlowLog, requirement: Requirement): Ternary => {
    // every flow log must meet the requirements of the file itself
    if (!requirement.profile) return false;
    const found = substitutes.get(requirement) ?? new Substitutes(model, standard, requirement, names);
    substitutes.set(requirement, found);
    return found.of(flowLog);
  };
  return flowLogs.flatMap((flowLog): Verdict[] => {
    const results = standard.requirements.flatMap((requirement) => {
      const verdict = evaluate(flowLog, [requirement]);
      if (!verdict) return [];
      const isMet = verdict.outcome === Outcome.PASS || isExcused(flowLog, requirement);
      return [{ requirement, verdict, isMet }];
    });
    if (results.length === 0) return [];
    const failed = results.filter(
      ({ verdict, isMet }) => verdict.outcome === Outcome.FAIL && isMet === false,
    );
    if (failed.length > 0) {
      const requirements = failed.map(({ requirement }) => requirement);
      const strictest = evaluate(flowLog, requirements) ?? pass(flowLog);
      return [withProfiles(strictest, flowLog, requirements, names)];
    }
    const open = results.find(({ isMet }) => isMet !== true);
    if (!open) return [pass(flowLog)];
    if (open.verdict.outcome === Outcome.UNDECIDED) return [open.verdict];
    return [
      undecided(
        flowLog,
        `${open.verdict.message}, and whether another flow log meets ${open.requirement.profile?.name} for the same network is unknown`,
        open.verdict.at,
      ),
    ];
  });
}

/** States which profiles require it, if the file itself does not. */
function withProfiles(
  verdict: Verdict,
  flowLog: FlowLog,
  requirements: readonly Requirement[],
  names: NetworkNames,
): Verdict {
  const profiles = requirements.flatMap(({ profile }) => profile?.name ?? []);
  if (profiles.length < requirements.length) return verdict;
  const { target } = flowLog;
  const network = target.known ? names.titleOf(target.value) : 'its network';
  const { message = '', ...rest } = verdict;
  return fail(
    verdict.subject,
    `${message} (${profiles.join(', ')}), and no other flow log of ${network} meets the requirements`,
    rest,
  );
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
    private readonly standard: Standard,
    requirement: Requirement,
    private readonly names: NetworkNames,
  ) {
    this.candidates = new Map(
      model.flowLogs.flatMap((flowLog): [FlowLog, Ternary][] => {
        const answer = allOf([isEnabled(flowLog), meetsRequirement(flowLog, requirement, standard)]);
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
      this.index.isCovered(network, this.standard.coverage.subnetsCount),
      // on Azure, only the flow log with the smaller target records the traffic
      cloud === Cloud.AWS && network.parent !== undefined && this.ofParent(network.parent, others),
    ]);
  }

  private ofParent(parent: Value<string>, others: readonly Candidate[]): Ternary {
    if (!parent.known) {
      const isWider = ([{ targetKind }]: Candidate) =>
        !targetKind.known || targetKind.value === TargetKind.VPC;
      return others.some(isWider) ? undefined : false;
    }
    const network = this.names.networkOf(parent.value);
    if (network) return this.index.isCovered(network, false);
    return anyOf(
      others.flatMap(([{ target }, answer]) =>
        target.known && target.value === parent.value ? [answer] : [],
      ),
    );
  }
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
