import type { StandardFile } from './file/standard-file';

/** A requirement of a compliance framework, and the rules that check it. */
export interface Control {
  /** `4.7`, `AU-11`. */
  readonly id: string;
  /** The requirement, quoted or summarized. */
  readonly text: string;
  /** Title and version of the document. */
  readonly source: string;
  /** Ids of the rules that check it: `FLS101`. */
  readonly rules: readonly string[];
}

/** The requirements of a compliance framework on flow logs. */
export interface Profile {
  /** Name in `extends`: `cis-aws-7.0`. */
  readonly name: string;
  readonly title: string;
  readonly controls: readonly Control[];
  /** Its requirements, with the keys of the standard file. */
  readonly requires: Pick<StandardFile, 'aws' | 'azure' | 'coverage'>;
}

/** Returns the controls that a rule checks, each with its profile. */
export function controlsOf(
  profiles: readonly Profile[],
  rule: string,
): { readonly profile: Profile; readonly control: Control }[] {
  return profiles.flatMap((profile) =>
    profile.controls.filter(({ rules }) => rules.includes(rule)).map((control) => ({ profile, control })),
  );
}
