import { type Requirement, RequirementOrigin } from '../requirement';
import { STRENGTHS, Strength } from '../strength';

const VERBS: Readonly<Record<Strength, string>> = {
  [Strength.DEMANDED]: 'requires',
  [Strength.RECOMMENDED]: 'recommends',
  [Strength.OUR_READING]: 'proposes',
};

/** Returns the start of a sentence on a requirement, by its strength: `the standard requires`. */
export function standardRequires(requirements: readonly Requirement[]): string {
  return `the standard ${VERBS[strongestOf(requirements)]}`;
}

/** Returns the authors of requirements, if the file is none of them: `cis-aws-7.0, recommended`. */
export function authorsOf(requirements: readonly Requirement[]): string | undefined {
  if (requirements.some(({ origin }) => origin === RequirementOrigin.FILE)) return undefined;
  const names = requirements.flatMap(({ profile, strength }) =>
    profile ? [strength === Strength.DEMANDED ? profile.name : `${profile.name}, ${strength}`] : [],
  );
  return names.length === 0 ? undefined : [...new Set(names)].join('; ');
}

/** `required`, `recommended` or `proposed`, by the strongest requirement. */
export function adjective(requirements: readonly Requirement[]): string {
  return ADJECTIVES[strongestOf(requirements)];
}

const ADJECTIVES: Readonly<Record<Strength, string>> = {
  [Strength.DEMANDED]: 'required',
  [Strength.RECOMMENDED]: 'recommended',
  [Strength.OUR_READING]: 'proposed',
};

function strongestOf(requirements: readonly Requirement[]): Strength {
  const strengths = requirements.map(({ strength }) => strength);
  return STRENGTHS.find((each) => strengths.includes(each)) ?? Strength.DEMANDED;
}
