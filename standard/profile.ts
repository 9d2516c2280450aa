import type { StandardFile } from './file/schema';

/** A requirement of a framework, and the rules that hold it. */
export interface Control {
  /** `4.7`, `AU-11`. */
  readonly id: string;
  /** What it asks for, in its own words or ours. */
  readonly text: string;
  /** Title and version of the document. */
  readonly source: string;
  /** Rules that hold it: `FLS101`. */
  readonly rules: readonly string[];
}

/** What a framework asks of flow logs, as data. */
export interface Profile {
  /** Name in `extends`: `cis-aws-7.0`. */
  readonly name: string;
  readonly title: string;
  readonly controls: readonly Control[];
  /** What it says, in the words of the file. */
  readonly asks: Pick<StandardFile, 'aws' | 'azure' | 'coverage'>;
}

/** Controls that a rule holds, each with its profile. */
export function controlsOf(
  profiles: readonly Profile[],
  rule: string,
): { readonly profile: Profile; readonly control: Control }[] {
  return profiles.flatMap((profile) =>
    profile.controls.filter(({ rules }) => rules.includes(rule)).map((control) => ({ profile, control })),
  );
}
