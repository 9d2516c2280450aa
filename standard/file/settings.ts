import { type TrafficType, widestTraffic } from '../../aws/flow-log';
import { Allowance } from './allowance';
import { FieldOrder } from './field-order';
import type { StandardFile } from './standard-file';

/** The sections of the standard file that a control can require. */
export type ControlRequirement = Pick<StandardFile, 'aws' | 'azure' | 'coverage'>;

/** A setting of the standard file that profiles can require. */
export interface Setting {
  /** Its path in the file: `['aws', 'traffic']`. */
  readonly path: readonly string[];
  /** Ids of the rules that check it. */
  readonly rules: readonly string[];
  /**
   * The value that requires nothing.
   *
   * @default - every value requires something
   */
  readonly none?: unknown;
  /** Whether a value requires less than another value. */
  isWeaker(own: unknown, required: unknown): boolean;
  /**
   * Combines the values of several sources: the result satisfies each of them.
   *
   * @default - the strictest value
   */
  combine?(values: readonly unknown[]): unknown;
}

const fewer: Setting['isWeaker'] = (own, required) => Number(own) < Number(required);
const more: Setting['isWeaker'] = (own, required) => Number(own) > Number(required);
const off: Setting['isWeaker'] = (own, required) => required === true && own === false;
const on: Setting['isWeaker'] = (own, required) => required === false && own === true;

/** Values of a setting by how much they require, the most first. */
const ranked =
  (...values: readonly unknown[]): Setting['isWeaker'] =>
  (own, required) =>
    values.indexOf(own) > values.indexOf(required);

const tolerant = ranked(Allowance.DENY, Allowance.WARN, Allowance.ALLOW);

/** The settings that profiles can require, each with the rules that check it. */
export const SETTINGS: readonly Setting[] = [
  {
    path: ['aws', 'format', 'required'],
    rules: ['FLS201'],
    // the fields of the file are combined with those of its profiles
    isWeaker: () => false,
    combine: (lists) => [...new Set((lists as string[][]).flat())],
  },
  {
    path: ['aws', 'format', 'order'],
    rules: ['FLS204'],
    none: FieldOrder.ANY,
    isWeaker: ranked(FieldOrder.EXACT, FieldOrder.ANY),
  },
  { path: ['aws', 'format', 'extra'], rules: ['FLS206'], none: Allowance.ALLOW, isWeaker: tolerant },
  { path: ['aws', 'format', 'default'], rules: ['FLS205'], none: Allowance.ALLOW, isWeaker: tolerant },
  {
    path: ['aws', 'traffic'],
    rules: ['FLS301'],
    isWeaker: (own, required) => own !== required && own !== 'ALL',
    combine: (types) => widestTraffic(types as TrafficType[]),
  },
  { path: ['aws', 'maxAggregationSeconds'], rules: ['FLS302'], isWeaker: more },
  { path: ['aws', 'customerManagedKey'], rules: ['FLS406'], none: false, isWeaker: off },
  { path: ['azure', 'enabled'], rules: ['FLS104'], none: false, isWeaker: off },
  { path: ['azure', 'version'], rules: ['FLS208'], isWeaker: fewer },
  { path: ['azure', 'filters'], rules: ['FLS308'], none: Allowance.ALLOW, isWeaker: tolerant },
  { path: ['azure', 'trafficAnalytics', 'required'], rules: ['FLS408'], none: false, isWeaker: off },
  { path: ['azure', 'trafficAnalytics', 'intervalMinutes'], rules: ['FLS408'], isWeaker: more },
  { path: ['azure', 'customerManagedKey'], rules: ['FLS406'], none: false, isWeaker: off },
  { path: ['azure', 'retention', 'zeroMeansForever'], rules: ['FLS401'], none: true, isWeaker: on },
  ...['aws', 'azure'].flatMap((cloud): Setting[] => [
    { path: [cloud, 'retention', 'minDays'], rules: ['FLS401'], isWeaker: fewer },
    { path: [cloud, 'retention', 'hotDays'], rules: ['FLS403'], isWeaker: fewer },
    {
      path: [cloud, 'retention', 'allowInfinite'],
      rules: ['FLS402'],
      none: Allowance.ALLOW,
      isWeaker: tolerant,
    },
  ]),
  {
    path: ['coverage', 'networks'],
    // a disabled flow log records nothing
    rules: ['FLS101', 'FLS104'],
    none: 'none',
    isWeaker: ranked('all', 'some', 'none'),
  },
  { path: ['coverage', 'securityGroups'], rules: ['FLS101', 'FLS104'], none: false, isWeaker: off },
  { path: ['coverage', 'transitGateways'], rules: ['FLS101'], none: false, isWeaker: off },
  { path: ['coverage', 'subnetsCount'], rules: ['FLS101'], none: true, isWeaker: on },
];

/** Returns the value of a setting; `undefined` if the sections do not set it. */
export function valueAt(section: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
    section,
  );
}

/** Returns the settings with which sections of the file require something. */
export function settingsIn(sections: ControlRequirement): Setting[] {
  return SETTINGS.filter(({ path, none }) => {
    const value = valueAt(sections, path);
    return value !== undefined && value !== none;
  });
}

/** Returns sections without the settings for which a predicate is true. */
export function withoutSettings(
  sections: ControlRequirement,
  isOmitted: (setting: Setting, value: unknown) => boolean,
): ControlRequirement {
  const rest: Record<string, unknown> = {};
  for (const setting of SETTINGS) {
    const value = valueAt(sections, setting.path);
    if (value !== undefined && !isOmitted(setting, value)) setAt(rest, setting.path, value);
  }
  return rest as ControlRequirement;
}

/** Combines sections: for each setting, a value that satisfies every section. */
export function combinedRequirement(all: readonly ControlRequirement[]): ControlRequirement {
  const combined: Record<string, unknown> = {};
  for (const setting of SETTINGS) {
    const values = all.map((each) => valueAt(each, setting.path)).filter((value) => value !== undefined);
    if (values.length > 0) setAt(combined, setting.path, (setting.combine ?? strictestBy(setting))(values));
  }
  return combined as ControlRequirement;
}

function strictestBy({ isWeaker }: Setting) {
  return (values: readonly unknown[]): unknown =>
    values.reduce((strictest, each) => (isWeaker(strictest, each) ? each : strictest));
}

function setAt(section: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    section[key] = value;
    return;
  }
  const inner = (section[key] ?? {}) as Record<string, unknown>;
  section[key] = inner;
  setAt(inner, rest, value);
}
