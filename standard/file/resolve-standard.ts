import type { Profile } from '../profile';
import { PROFILES } from '../profiles';
import { Severity } from '../severity';
import type { AwsStandard, AzureStandard, Standard } from '../standard';
import type { ParsedStandard } from './parse-standard';
import type { StandardFile } from './schema';
import { StandardError } from './standard-error';
import { Allowance, FieldOrder } from './words';

/** How a tolerance is judged where it is met. */
const SEVERITY_OF: Readonly<Record<Allowance, Severity>> = {
  [Allowance.ALLOW]: Severity.OFF,
  [Allowance.WARN]: Severity.WARNING,
  [Allowance.DENY]: Severity.ERROR,
};

const TRAFFIC = ['ACCEPT', 'REJECT'] as const;

/**
 * Works profiles and defaults into a standard. Of what profiles ask for, the strictest holds; the file's own word goes
 * before theirs, except that required fields are added up.
 *
 * @throws StandardError if two profiles want required fields in orders of their own
 */
export function resolveStandard({ file, lineOf }: ParsedStandard, name: string): Standard {
  const profiles = (file.extends ?? []).map(
    (each) => PROFILES.find((profile) => profile.name === each) as Profile,
  );
  const asked: readonly StandardFile[] = [
    ...profiles.map(({ asks }) => ({ version: 1 as const, ...asks })),
    file,
  ];
  const orders = profiles.filter(({ asks }) => asks.aws?.format?.order === FieldOrder.EXACT);
  if (orders.length > 1) {
    const message = `${orders.map((each) => each.name).join(' and ')} each want fields in an order of their own: extend one`;
    throw new StandardError([{ message, line: lineOf(['extends']), column: 1 }], name);
  }
  const aws = resolveAws(asked, orders[0]);
  const azure = resolveAzure(asked);
  const { coverage, suppressions, exceptions = [], consumer, undecided = Severity.NOTE } = file;
  return {
    name: file.name ?? name,
    aws,
    azure,
    coverage: {
      networks: coverage?.networks ?? 'all',
      transitGateways: coverage?.transitGateways ?? false,
      subnetsCount: coverage?.subnetsCount ?? true,
      external: coverage?.external ?? [],
    },
    consumer: { schema: consumer?.schema ?? 'ocsf' },
    undecided,
    suppressions: {
      requireReason: suppressions?.requireReason ?? true,
      requireExpiry: suppressions?.requireExpiry ?? false,
      ...(suppressions?.maxDays !== undefined && { maxDays: suppressions.maxDays }),
    },
    severities: severitiesOf(file, aws, azure),
    exceptions: exceptions.map((each, index) => ({ ...each, line: lineOf(['exceptions', index]) })),
    profiles,
  };
}

function resolveAws(asked: readonly StandardFile[], ordered: Profile | undefined): AwsStandard {
  const parts = asked.map(({ aws = {} }) => aws);
  const own = parts.at(-1) ?? {};
  const format = (one: (typeof parts)[number]) => one.format ?? {};
  // the fields of the one whose order counts come first
  const lists = [
    ordered?.asks.aws?.format?.required ?? [],
    ...parts.map((part) => format(part).required ?? []),
  ];
  return {
    format: {
      required: [...new Set(lists.flat())],
      order: format(own).order ?? (ordered ? FieldOrder.EXACT : FieldOrder.ANY),
      extra: format(own).extra ?? strictest(parts.map((part) => format(part).extra)) ?? Allowance.ALLOW,
      default: format(own).default ?? strictest(parts.map((part) => format(part).default)) ?? Allowance.WARN,
    },
    ...given('traffic', own.traffic ?? widest(parts.map(({ traffic }) => traffic))),
    ...given(
      'maxAggregationSeconds',
      own.maxAggregationSeconds ?? least(parts.map(({ maxAggregationSeconds }) => maxAggregationSeconds)),
    ),
    ...given('destinations', own.destinations),
    retention: retentionOf(parts.map(({ retention }) => retention)),
    customerKey: own.customerKey ?? parts.some(({ customerKey }) => customerKey),
  };
}

function resolveAzure(asked: readonly StandardFile[]): AzureStandard {
  const parts = asked.map(({ azure = {} }) => azure);
  const own = parts.at(-1) ?? {};
  const analytics = parts.map(({ trafficAnalytics }) => trafficAnalytics);
  const interval =
    own.trafficAnalytics?.intervalMinutes ?? least(analytics.map((each) => each?.intervalMinutes));
  return {
    ...given('target', own.target),
    enabled: own.enabled ?? true,
    version: own.version ?? most(parts.map(({ version }) => version)) ?? 2,
    trafficAnalytics: {
      required: own.trafficAnalytics?.required ?? analytics.some((each) => each?.required),
      ...given('intervalMinutes', interval),
    },
    ...given('storageAccounts', own.storageAccounts),
    retention: {
      ...retentionOf(parts.map(({ retention }) => retention)),
      zeroMeansForever:
        own.retention?.zeroMeansForever ??
        !parts.some(({ retention }) => retention?.zeroMeansForever === false),
    },
    customerKey: own.customerKey ?? parts.some(({ customerKey }) => customerKey),
  };
}

type RetentionPart = { minDays?: number; hotDays?: number; allowInfinite?: Allowance } | undefined;

function retentionOf(parts: readonly RetentionPart[]) {
  const own = parts.at(-1);
  return {
    ...given('minDays', own?.minDays ?? most(parts.map((part) => part?.minDays))),
    ...given('hotDays', own?.hotDays ?? most(parts.map((part) => part?.hotDays))),
    allowInfinite:
      own?.allowInfinite ?? strictest(parts.map((part) => part?.allowInfinite)) ?? Allowance.WARN,
  };
}

/** Severities that follow from what the file says elsewhere, then those it gives by id. */
function severitiesOf(file: StandardFile, aws: AwsStandard, azure: AzureStandard): Record<string, Severity> {
  const { change = {}, consumer } = file;
  const infinite = [aws.retention.allowInfinite, azure.retention.allowInfinite];
  const said: Readonly<Record<string, Severity | undefined>> = {
    FLS205: SEVERITY_OF[aws.format.default],
    FLS206: SEVERITY_OF[aws.format.extra],
    // what is warned of and what is denied, the rule tells by the cloud
    FLS402: infinite.every((each) => each === Allowance.ALLOW) ? Severity.OFF : undefined,
    FLS406: aws.customerKey || azure.customerKey ? undefined : Severity.OFF,
    FLS501: change.replacement,
    FLS502: change.coverageLost,
    FLS503: change.fieldRemoved,
    FLS504: change.reordered,
    FLS505: change.retentionShortened,
    FLS506: change.trafficNarrowed,
    FLS601: consumer?.requireLossless ?? Severity.OFF,
    ...file.rules,
  };
  return Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, Severity] => entry[1] !== undefined),
  );
}

/** Two kinds of traffic are both there only in ALL. */
function widest(all: readonly (AwsStandard['traffic'] | undefined)[]): AwsStandard['traffic'] {
  if (all.includes('ALL') || TRAFFIC.every((each) => all.includes(each))) return 'ALL';
  return TRAFFIC.find((each) => all.includes(each));
}

function strictest(all: readonly (Allowance | undefined)[]): Allowance | undefined {
  return [Allowance.DENY, Allowance.WARN, Allowance.ALLOW].find((each) => all.includes(each));
}

function most(all: readonly (number | undefined)[]): number | undefined {
  const given = all.filter((each) => each !== undefined);
  return given.length > 0 ? Math.max(...given) : undefined;
}

function least(all: readonly (number | undefined)[]): number | undefined {
  const given = all.filter((each) => each !== undefined);
  return given.length > 0 ? Math.min(...given) : undefined;
}

function given<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: T });
}
