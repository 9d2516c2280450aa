import { type Control, type Profile, rulesOf } from '../profile';
import { RULE_METADATA } from '../rules';
import { isAtLeast, Severity } from '../severity';
import { STRENGTHS, Strength, severityFor } from '../strength';
import type { Weakening } from '../weakening';
import { FieldOrder } from './field-order';
import type { Path } from './name-problems';
import { SETTINGS, valueAt } from './settings';
import type { StandardFile } from './standard-file';

/** A part of the file that weakens controls, before its line is known. */
interface Found {
  readonly path: Path;
  /**
   * Key of the part.
   *
   * @default - the path, joined by dots
   */
  readonly key?: string;
  /** The controls of the profile that it weakens. */
  readonly controls: readonly Control[];
  /** @param verb how strongly the strongest of the controls requires it: `requires`, `recommends` */
  message(verb: string, controls: readonly Control[]): string;
}

/**
 * Finds the parts of a file that require less than its profiles: lower values, rules that are off, exceptions for everything. A
 * file can always require less than our reading of a control.
 */
export function weakeningsIn(
  file: StandardFile,
  profiles: readonly Profile[],
  lineOf: (path: Path) => number | undefined,
): Weakening[] {
  return profiles.flatMap((profile) => {
    const found = [
      ...settingWeakenings(file, profile),
      ...orderWeakenings(file, profile),
      ...severityWeakenings(file, profile),
    ];
    return found.flatMap(({ path, key = path.join('.'), controls, message }): Weakening[] => {
      const strength = strongestOf(controls);
      if (strength === undefined) return [];
      const strongest = controls.filter((control) => control.strength === strength);
      const line = lineOf(path);
      const verb = strength === Strength.DEMANDED ? 'requires' : 'recommends';
      return [
        {
          key,
          message: message(verb, strongest),
          profile,
          strength,
          controls: strongest,
          ...(line !== undefined && { line }),
        },
      ];
    });
  });
}

/** The strongest strength of controls, without our own reading. */
function strongestOf(controls: readonly Control[]): Strength | undefined {
  return STRENGTHS.filter((each) => each !== Strength.OUR_READING).find((each) =>
    controls.some(({ strength }) => strength === each),
  );
}

/** The file sets another value than the profile. */
function settingWeakenings(file: StandardFile, { name, controls }: Profile): Found[] {
  return SETTINGS.flatMap(({ path, isWeaker }): Found[] => {
    const own = valueAt(file, path);
    if (own === undefined) return [];
    const weakened = controls.filter(({ requires }) => {
      const required = valueAt(requires, path);
      return required !== undefined && isWeaker(own, required);
    });
    return [
      {
        path,
        controls: weakened,
        message(verb, strongest) {
          const values = strongest.map(({ requires }) => valueAt(requires, path));
          const strictest = values.reduce((most, each) => (isWeaker(most, each) ? each : most));
          return `${path.join('.')} is ${String(own)}; ${name} ${verb} ${String(strictest)}`;
        },
      },
    ];
  });
}

/** The file sets another order than the profile. */
function orderWeakenings({ aws }: StandardFile, { name, controls }: Profile): Found[] {
  const { required = [], order } = aws?.format ?? {};
  if (order !== FieldOrder.EXACT || required.length === 0) return [];
  const fieldsOf = ({ requires }: Control) => requires.aws?.format?.required ?? [];
  const weakened = controls.filter(
    (control) =>
      control.requires.aws?.format?.order === FieldOrder.EXACT &&
      fieldsOf(control).some((field, index) => required[index] !== field),
  );
  return [
    {
      path: ['aws', 'format', 'required'],
      controls: weakened,
      message: (_, [first]) =>
        `aws.format.required has another order than the ${first ? fieldsOf(first).length : 0} fields of ${name}`,
    },
  ];
}

/** Rules of a profile's controls that the file turns down, and exceptions that apply everywhere. */
function severityWeakenings(
  { rules = {}, exceptions = [], undecided }: StandardFile,
  { name, controls }: Profile,
): Found[] {
  const checkedBy = (rule: string) => controls.filter((control) => rulesOf(control).includes(rule));
  const usual = new Map(RULE_METADATA.map(({ id, severity }) => [id, severity]));
  return [
    ...Object.entries(rules).map(([id, severity]): Found => {
      const normal = usual.get(id) ?? Severity.OFF;
      const lowered = checkedBy(id).filter(
        ({ strength }) => !isAtLeast(severity, severityFor(strength, normal)),
      );
      return {
        path: ['rules', id],
        controls: lowered,
        message: (_, [first]) =>
          `rules.${id} is ${severity}; the rule checks a control of ${name} and is ${first ? severityFor(first.strength, normal) : normal} by default`,
      };
    }),
    ...exceptions.flatMap(({ rule, at }, index): Found[] => {
      if (!/^\*+$/.test(at)) return [];
      const message = () =>
        `an exception suppresses ${rule} for every resource; the rule checks a control of ${name}`;
      return [
        {
          key: `exceptions.${rule}`,
          path: ['exceptions', index],
          controls: checkedBy(rule),
          message,
        },
      ];
    }),
    ...(undecided === Severity.OFF
      ? [
          {
            path: ['undecided'],
            controls: controls.filter((control) => rulesOf(control).length > 0),
            message: () =>
              `undecided is off: the check is silent where it cannot decide whether ${name} is met`,
          },
        ]
      : []),
  ];
}
