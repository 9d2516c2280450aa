import type { Profile } from '../profile';
import { RULE_METADATA } from '../rules';
import { isAtLeast, Severity } from '../severity';
import type { Weakening } from '../weakening';
import { Allowance } from './allowance';
import { FieldOrder } from './field-order';
import type { Path } from './name-problems';
import type { StandardFile } from './standard-file';

/** A setting of which the file can require less than a profile. */
interface Compared {
  /** Path in the file and in the requirements of a profile. */
  readonly path: readonly string[];
  /** The rule that checks it. */
  readonly rule: string;
  isWeaker(own: unknown, required: unknown): boolean;
}

const fewer: Compared['isWeaker'] = (own, required) => Number(own) < Number(required);
const more: Compared['isWeaker'] = (own, required) => Number(own) > Number(required);
const off: Compared['isWeaker'] = (own, required) => required === true && own === false;
const tolerant: Compared['isWeaker'] = (own, required) =>
  TOLERANCE.indexOf(own as Allowance) > TOLERANCE.indexOf(required as Allowance);

const TOLERANCE: readonly Allowance[] = [Allowance.DENY, Allowance.WARN, Allowance.ALLOW];

const COMPARED: readonly Compared[] = [
  {
    path: ['aws', 'traffic'],
    rule: 'FLS301',
    isWeaker: (own, required) => own !== required && own !== 'ALL',
  },
  { path: ['aws', 'maxAggregationSeconds'], rule: 'FLS302', isWeaker: more },
  { path: ['aws', 'customerManagedKey'], rule: 'FLS406', isWeaker: off },
  {
    path: ['aws', 'format', 'order'],
    rule: 'FLS204',
    isWeaker: (own, required) => required === FieldOrder.EXACT && own !== required,
  },
  { path: ['aws', 'format', 'extra'], rule: 'FLS206', isWeaker: tolerant },
  { path: ['aws', 'format', 'default'], rule: 'FLS205', isWeaker: tolerant },
  { path: ['azure', 'enabled'], rule: 'FLS104', isWeaker: off },
  { path: ['azure', 'version'], rule: 'FLS208', isWeaker: fewer },
  { path: ['azure', 'trafficAnalytics', 'required'], rule: 'FLS408', isWeaker: off },
  { path: ['azure', 'trafficAnalytics', 'intervalMinutes'], rule: 'FLS408', isWeaker: more },
  { path: ['azure', 'customerManagedKey'], rule: 'FLS406', isWeaker: off },
  {
    path: ['azure', 'retention', 'zeroMeansForever'],
    rule: 'FLS401',
    isWeaker: (own, required) => required === false && own === true,
  },
  ...['aws', 'azure'].flatMap((cloud): Compared[] => [
    { path: [cloud, 'retention', 'minDays'], rule: 'FLS401', isWeaker: fewer },
    { path: [cloud, 'retention', 'hotDays'], rule: 'FLS403', isWeaker: fewer },
    { path: [cloud, 'retention', 'allowInfinite'], rule: 'FLS402', isWeaker: tolerant },
  ]),
  {
    path: ['coverage', 'networks'],
    rule: 'FLS101',
    isWeaker: (own, required) => required === 'all' && own === 'none',
  },
  { path: ['coverage', 'transitGateways'], rule: 'FLS101', isWeaker: off },
  {
    path: ['coverage', 'subnetsCount'],
    rule: 'FLS101',
    isWeaker: (own, required) => required === false && own === true,
  },
];

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
    ...COMPARED.flatMap(({ path, rule, isWeaker }): Weakening[] => {
      const [own, required] = [valueAt(file, path), valueAt(profile.requires, path)];
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
  const theirs = profile.requires.aws?.format;
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
  const checked = new Set(profile.controls.flatMap((control) => control.rules));
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

function valueAt(section: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
    section,
  );
}
