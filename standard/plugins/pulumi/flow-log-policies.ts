import type {
  EnforcementLevel,
  PolicyResource,
  Severity as PolicySeverity,
  StackValidationPolicy,
} from '@pulumi/policy';
import { providerModel } from '../../adapters/providers/provider-model';
import {
  declaredResources,
  idsIn,
  type PulumiResource,
  UNKNOWN_SENTINEL,
} from '../../adapters/pulumi/pulumi-resources';
import { activeFindings, check } from '../../check';
import type { DeploymentUnit } from '../../facts';
import { SETTINGS } from '../../file/settings';
import { FlowLogStandard } from '../../flow-log-standard';
import { controlsOf } from '../../profile';
import { controlsText } from '../../reporters/control-text';
import { RequirementOrigin } from '../../requirement';
import { rulePage } from '../../rule-support/rule-page';
import { RULES, type Rule, type RuleMetadata } from '../../rules';
import { highestSeverity, Severity } from '../../severity';
import type { Standard } from '../../standard';
import { Strength, severityFor } from '../../strength';

const LEVELS: Readonly<Record<Severity, EnforcementLevel>> = {
  [Severity.FATAL]: 'mandatory',
  [Severity.ERROR]: 'mandatory',
  [Severity.WARNING]: 'advisory',
  [Severity.NOTE]: 'advisory',
  [Severity.OFF]: 'disabled',
};

const SEVERITIES: Readonly<Partial<Record<Severity, PolicySeverity>>> = {
  [Severity.FATAL]: 'critical',
  [Severity.ERROR]: 'high',
  [Severity.WARNING]: 'medium',
  [Severity.NOTE]: 'low',
};

/** A policy pack sees one stack. */
const PROGRAM: DeploymentUnit = { name: '', artifact: 'the program' };

/**
 * Returns the policies of a Pulumi policy pack, one per rule. Errors are mandatory; warnings and notes are advisory. A rule has a
 * second, advisory policy if the standard demands a part of what it checks, and recommends or proposes another part.
 *
 * @example
 * const standard = FlowLogStandard.fromFile('flow-log-standard.yaml');
 * new PolicyPack('flow-logs', { policies: flowLogPolicies(standard) });
 */
export function flowLogPolicies(standard = FlowLogStandard.DEFAULT): StackValidationPolicy[] {
  return RULES.flatMap((rule) => {
    const severity = standard.resolved.severities[rule.id] ?? rule.severity;
    const advice = adviceSeverity(rule, standard.resolved);
    const isMandatory = LEVELS[severity] === 'mandatory';
    if (advice === undefined || !isMandatory) return [policyOf(rule, severity, standard, () => true)];
    return [
      policyOf(rule, severity, standard, (each) => LEVELS[each] === 'mandatory'),
      policyOf(rule, advice, standard, (each) => LEVELS[each] !== 'mandatory', '-advice'),
    ];
  });
}

/** The highest severity of findings on recommendations and proposals; `undefined` if the standard has none for a rule. */
function adviceSeverity({ id, severity }: RuleMetadata, standard: Standard): Severity | undefined {
  if (standard.overrides[id] !== undefined) return undefined;
  const controls = controlsOf(standard.profiles, id).map(({ control }) => control.strength);
  const strengths = [
    ...controls,
    ...(SETTINGS.some(({ rules }) => rules.includes(id))
      ? standard.requirements
          .filter(({ origin }) => origin === RequirementOrigin.DEFAULT)
          .map(({ strength }) => strength)
      : []),
  ].filter((each) => each !== Strength.DEMANDED);
  return strengths.length === 0
    ? undefined
    : highestSeverity(strengths.map((each) => severityFor(each, severity)));
}

function policyOf(
  rule: Rule,
  severity: Severity,
  standard: FlowLogStandard,
  isReported: (severity: Severity) => boolean,
  suffix = '',
): StackValidationPolicy {
  const { profiles, overrides } = standard.resolved;
  // the policy states a control whose findings it reports
  const held = controlsOf(profiles, rule.id).find(({ control }) =>
    isReported(overrides[rule.id] ?? severityFor(control.strength, rule.severity)),
  );
  return {
    name: `${rule.id}-${rule.name}${suffix}`,
    displayName: `${rule.id} ${rule.name}`,
    description: `${rule.title}. ${rule.why}`,
    enforcementLevel: LEVELS[severity],
    ...(SEVERITIES[severity] && { severity: SEVERITIES[severity] }),
    remediationSteps: rule.fix,
    url: rulePage(rule.id),
    ...(held && {
      framework: {
        name: held.profile.title,
        version: '',
        reference: held.control.id,
        specification: `${held.control.text} (${held.control.strength})`,
      },
    }),
    validateStack: ({ resources }, reportViolation) => {
      const model = providerModel(declaredResources(resources.map(stateOf), PROGRAM));
      for (const finding of activeFindings(check({ model, standard: standard.resolved }))) {
        if (finding.rule !== rule.id || !isReported(finding.severity)) continue;
        const controls = finding.controls.length > 0 ? `. For: ${controlsText(finding.controls)}` : '';
        reportViolation(`${finding.message}. Fix: ${finding.fix}${controls}`, finding.subject?.localName);
      }
    },
  };
}

function stateOf({ urn, type, props, propertyDependencies }: PolicyResource): PulumiResource {
  const state = copied(props) as Record<string, unknown>;
  return {
    urn,
    type,
    inputs: state,
    ids: idsIn(state),
    dependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([name, all]) => [name, all.map((each) => each.urn)]),
    ),
    where: { artifact: PROGRAM.artifact, path: urn },
  };
}

/** Copies properties. Reading an unknown one throws; the copy has the engine's sentinel instead. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(value, index));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(value, key)]));
}

function read(owner: object, key: string | number): unknown {
  let value: unknown;
  try {
    value = (owner as Record<string | number, unknown>)[key];
  } catch {
    return UNKNOWN_SENTINEL;
  }
  return copied(value);
}
