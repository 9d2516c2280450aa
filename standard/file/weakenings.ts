import { type Profile, requirementOf, rulesOf } from '../profile';
import { RULE_METADATA } from '../rules';
import { isAtLeast, Severity } from '../severity';
import type { Weakening } from '../weakening';
import { FieldOrder } from './field-order';
import type { Path } from './name-problems';
import { SETTINGS, valueAt } from './settings';
import type { StandardFile } from './standard-file';

/** Finds the parts of a file that require less than its profiles: lower values, rules that are off, exceptions for everything. */
export function weakeningsIn(
  file: StandardFile,
  profiles: readonly Profile[],
  lineOf: (path: Path) => number | undefined,
): Weakening[] {
  const at = (path: Path) => {
    const line = lineOf(path);
    return { key: path.join('.'), ...(line !== undefined && { line }) };
  };
  return profiles.flatMap((profile) => [
    ...SETTINGS.flatMap(({ path, rules: [rule = ''], isWeaker }): Weakening[] => {
      const [own, required] = [valueAt(file, path), valueAt(requirementOf(profile), path)];
      if (own === undefined || required === undefined || !isWeaker(own, required)) return [];
      const message = `${path.join('.')} is ${String(own)}; ${profile.name} requires ${String(required)}`;
      return [{ ...at(path), message, profile, rule }];
    }),
    ...orderWeakenings(file, profile).map((each) => ({ ...each, ...at(['aws', 'format', 'required']) })),
    ...severityWeakenings(file, profile).map(({ path, ...each }) => ({ ...at(path), ...each })),
  ]);
}

/** The file sets another order than the profile. */
function orderWeakenings({ aws }: StandardFile, profile: Profile): Omit<Weakening, 'key' | 'line'>[] {
  const { required = [], order } = aws?.format ?? {};
  const theirs = requirementOf(profile).aws?.format;
  if (order !== FieldOrder.EXACT || theirs?.order !== FieldOrder.EXACT || required.length === 0) return [];
  const expected = theirs.required ?? [];
  if (expected.every((name, index) => required[index] === name)) return [];
  const message = `aws.format.required has another order than the ${expected.length} fields of ${profile.name}`;
  return [{ message, profile, rule: 'FLS204' }];
}

/** Rules of a profile's controls that the file turns down, and exceptions that apply everywhere. */
function severityWeakenings(
  { rules = {}, exceptions = [], undecided }: StandardFile,
  profile: Profile,
): (Omit<Weakening, 'key'> & Partial<Pick<Weakening, 'key'>> & { readonly path: Path })[] {
  const checked = new Set(profile.controls.flatMap(rulesOf));
  const usual = new Map(RULE_METADATA.map(({ id, severity }) => [id, severity]));
  const [first = ''] = checked;
  return [
    ...Object.entries(rules).flatMap(([id, severity]) => {
      const normal = usual.get(id);
      if (!checked.has(id) || normal === undefined || isAtLeast(severity, normal)) return [];
      const message = `rules.${id} is ${severity}; the rule checks a control of ${profile.name} and is ${normal} by default`;
      return [{ path: ['rules', id], message, profile, rule: id }];
    }),
    ...exceptions.flatMap(({ rule, at }, index) => {
      if (!checked.has(rule) || !/^\*+$/.test(at)) return [];
      const message = `an exception suppresses ${rule} for every resource; the rule checks a control of ${profile.name}`;
      return [{ key: `exceptions.${rule}`, path: ['exceptions', index], message, profile, rule }];
    }),
    ...(undecided === Severity.OFF && first !== ''
      ? [
          {
            path: ['undecided'],
            message: `undecided is off: the check is silent where it cannot decide whether ${profile.name} is met`,
            profile,
            rule: first,
          },
        ]
      : []),
  ];
}
