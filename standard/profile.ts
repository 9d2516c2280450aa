import { Cloud } from './facts';
import { type ControlRequirement, combinedRequirement, settingsIn } from './file/settings';
import type { FlowLogScope } from './flow-log-scope';
import type { Strength } from './strength';

export type { ControlRequirement } from './file/settings';

/** A requirement of a compliance framework on flow logs. */
export interface Control {
  /** `4.7`, `AU-11`. A control with requirements of several strengths is one entry for each strength. */
  readonly id: string;
  /** The clouds whose resources it concerns. */
  readonly clouds: readonly Cloud[];
  /**
   * The Azure flow logs that it concerns.
   *
   * @default - all
   */
  readonly scope?: FlowLogScope;
  readonly strength: Strength;
  /** The requirement, quoted or summarized. */
  readonly text: string;
  /** Title and version of the document, and the place in it. */
  readonly source: string;
  /**
   * The settings of the standard file that it requires. Coverage concerns only networks of its clouds. Empty for a control
   * that flow logs alone do not meet: only the documentation lists it.
   */
  readonly requires: ControlRequirement;
}

/** The requirements of a compliance framework on flow logs. */
export interface Profile {
  /** Name in `extends`: `cis-aws-7.0`. */
  readonly name: string;
  readonly title: string;
  /**
   * State of the framework, if it is not in force: `rescinded on 2026-05-22 by M-26-14`.
   *
   * @default - in force
   */
  readonly status?: string;
  readonly controls: readonly Control[];
}

/** Combines what controls require of one cloud, whatever the strength. */
export function combinedControls(controls: readonly Control[], cloud: Cloud): ControlRequirement {
  const { aws, azure, ...rest } = combinedRequirement(
    controls.filter(({ clouds }) => clouds.includes(cloud)).map(({ requires }) => requires),
  );
  const section = cloud === Cloud.AWS ? { aws } : { azure };
  return { ...rest, ...(Object.values(section)[0] && section) };
}

/** Returns the ids of the rules that check a control, in order. */
export function rulesOf({ requires, clouds }: Pick<Control, 'requires' | 'clouds'>): string[] {
  const rules = settingsIn(requires).flatMap((setting) => setting.rules);
  const isChecked = (rule: string) =>
    rule !== DISABLED || (clouds.includes(Cloud.AZURE) && requiresEnabled(requires));
  return [...new Set(rules)].filter(isChecked).sort();
}

/** The rule on disabled flow logs, which only Azure has. */
const DISABLED = 'FLS104';

/** Whether a disabled flow log violates a requirement: it records nothing of its network. */
export function requiresEnabled({ azure, coverage }: ControlRequirement): boolean {
  return azure?.enabled === true || coverage?.networks === 'all' || coverage?.securityGroups === true;
}

/** Returns the controls that a rule checks, each with its profile. */
export function controlsOf(
  profiles: readonly Profile[],
  rule: string,
): { readonly profile: Profile; readonly control: Control }[] {
  return profiles.flatMap((profile) =>
    profile.controls
      .filter((control) => rulesOf(control).includes(rule))
      .map((control) => ({ profile, control })),
  );
}
