import { widestTraffic } from '../../aws/flow-log';
import { type Profile, requirementOf } from '../profile';
import { PROFILES } from '../profiles';
import { Severity } from '../severity';
import type { AwsStandard, AzureStandard, Standard } from '../standard';
import { Allowance } from './allowance';
import { FieldOrder } from './field-order';
import type { ParsedStandard } from './parse-standard';
import { requirementsOf } from './requirements';
import { combinedRequirement } from './settings';
import { StandardError } from './standard-error';
import { CHANGE_RULE_IDS, STANDARD_DEFAULTS as DEFAULTS, type StandardFile } from './standard-file';
import { weakeningsIn } from './weakenings';

const SEVERITY_OF: Readonly<Record<Allowance, Severity>> = {
  [Allowance.ALLOW]: Severity.OFF,
  [Allowance.WARN]: Severity.WARNING,
  [Allowance.DENY]: Severity.ERROR,
};

type Requirements = Pick<StandardFile, 'aws' | 'azure'>;

/**
 * Applies profiles and defaults to a standard. The strictest value of the profiles applies. A value in the file overrides
 * the profiles, except that required fields are combined.
 *
 * @throws StandardError if two profiles require different orders of fields
 */
export function resolveStandard({ file, lineOf }: ParsedStandard, name: string): Standard {
  const profiles = (file.extends ?? []).map(
    (each) => PROFILES.find((profile) => profile.name === each) as Profile,
  );
  const ordered = profiles.filter((each) => requirementOf(each).aws?.format?.order === FieldOrder.EXACT);
  if (ordered.length > 1) {
    const names = ordered.map((each) => each.name).join(' and ');
    const message = `extends has ${names}, which require different orders of fields: extend only one of them`;
    throw new StandardError([{ message, line: lineOf(['extends']), column: 1 }], name);
  }
  const layers: readonly Requirements[] = [...profiles.map(requirementOf), file];
  const aws = resolveAws(layers, ordered[0]);
  const weakenings = weakeningsIn(file, profiles, lineOf);
  const azure = resolveAzure(layers);
  const { coverage: required } = combinedRequirement(profiles.map(requirementOf));
  const { coverage, suppressions, exceptions = [], consumer, undecided = DEFAULTS.undecided } = file;
  return {
    name: file.name ?? name,
    aws,
    azure,
    coverage: {
      networks: coverage?.networks ?? DEFAULTS.networks,
      transitGateways: coverage?.transitGateways ?? DEFAULTS.transitGateways,
      securityGroups: coverage?.securityGroups ?? required?.securityGroups ?? DEFAULTS.securityGroups,
      subnetsCount: coverage?.subnetsCount ?? required?.subnetsCount ?? DEFAULTS.subnetsCount,
      external: coverage?.external ?? [],
    },
    consumer: { schema: consumer?.schema ?? DEFAULTS.schema },
    undecided,
    suppressions: {
      requireReason: suppressions?.requireReason ?? DEFAULTS.requireReason,
      requireExpiry: suppressions?.requireExpiry ?? DEFAULTS.requireExpiry,
      ...optional('maxDays', suppressions?.maxDays),
    },
    severities: severitiesOf(file, aws, azure),
    exceptions: exceptions.map((each, index) => ({ ...each, line: lineOf(['exceptions', index]) })),
    attested: (file.attested ?? []).map((each, index) => {
      const line = lineOf(['attested', index]);
      return { ...each, ...(line !== undefined && { line }) };
    }),
    profiles,
    requirements: requirementsOf(file, profiles, aws.format.required),
    weakenings,
  };
}

function resolveAws(layers: readonly Requirements[], ordered: Profile | undefined): AwsStandard {
  const parts = layers.map(({ aws = {} }) => aws);
  const own = parts.at(-1) ?? {};
  const formats = parts.map(({ format = {} }) => format);
  const ownFormat = formats.at(-1) ?? {};
  // the fields with an order come first: those of the file, or else those of the profile
  const required = [
    ...(ownFormat.order === FieldOrder.EXACT ? (ownFormat.required ?? []) : []),
    ...(ordered ? (requirementOf(ordered).aws?.format?.required ?? []) : []),
    ...formats.flatMap((format) => format.required ?? []),
  ];
  return {
    format: {
      required: [...new Set(required)],
      order: ownFormat.order ?? (ordered ? FieldOrder.EXACT : DEFAULTS.order),
      extra: ownFormat.extra ?? strictest(formats.map(({ extra }) => extra)) ?? DEFAULTS.extra,
      default: ownFormat.default ?? strictest(formats.map((format) => format.default)) ?? DEFAULTS.default,
    },
    ...optional('traffic', own.traffic ?? widestTraffic(parts.map(({ traffic }) => traffic))),
    ...optional(
      'maxAggregationSeconds',
      own.maxAggregationSeconds ?? minimum(parts.map(({ maxAggregationSeconds }) => maxAggregationSeconds)),
    ),
    ...optional('destinations', own.destinations),
    retention: retentionOf(parts.map(({ retention }) => retention)),
    customerManagedKey: own.customerManagedKey ?? parts.some(({ customerManagedKey }) => customerManagedKey),
  };
}

function resolveAzure(layers: readonly Requirements[]): AzureStandard {
  const parts = layers.map(({ azure = {} }) => azure);
  const own = parts.at(-1) ?? {};
  const analytics = parts.map(({ trafficAnalytics }) => trafficAnalytics);
  return {
    ...optional('target', own.target),
    enabled: own.enabled ?? DEFAULTS.enabled,
    version: own.version ?? maximum(parts.map(({ version }) => version)) ?? DEFAULTS.version,
    trafficAnalytics: {
      required: own.trafficAnalytics?.required ?? analytics.some((each) => each?.required),
      ...optional(
        'intervalMinutes',
        own.trafficAnalytics?.intervalMinutes ?? minimum(analytics.map((each) => each?.intervalMinutes)),
      ),
    },
    ...optional('storageAccounts', own.storageAccounts),
    retention: {
      ...retentionOf(parts.map(({ retention }) => retention)),
      zeroMeansForever:
        own.retention?.zeroMeansForever ??
        (parts.some(({ retention }) => retention?.zeroMeansForever === false)
          ? false
          : DEFAULTS.zeroMeansForever),
    },
    customerManagedKey: own.customerManagedKey ?? parts.some(({ customerManagedKey }) => customerManagedKey),
  };
}

function retentionOf(
  parts: readonly NonNullable<StandardFile['aws']>['retention'][],
): AwsStandard['retention'] {
  const own = parts.at(-1);
  return {
    ...optional('minDays', own?.minDays ?? maximum(parts.map((part) => part?.minDays))),
    ...optional('hotDays', own?.hotDays ?? maximum(parts.map((part) => part?.hotDays))),
    allowInfinite:
      own?.allowInfinite ?? strictest(parts.map((part) => part?.allowInfinite)) ?? DEFAULTS.allowInfinite,
  };
}

/** The severities that other settings of the file imply, overridden by those in `rules`. */
function severitiesOf(file: StandardFile, aws: AwsStandard, azure: AzureStandard): Record<string, Severity> {
  const { change = {}, consumer } = file;
  const infinite = [aws.retention.allowInfinite, azure.retention.allowInfinite];
  const changes = Object.entries(CHANGE_RULE_IDS) as [keyof typeof change, string][];
  const severities: Readonly<Record<string, Severity | undefined>> = {
    FLS205: SEVERITY_OF[aws.format.default],
    FLS206: SEVERITY_OF[aws.format.extra],
    // each verdict of FLS402 has the severity of its cloud
    FLS402: infinite.every((each) => each === Allowance.ALLOW) ? Severity.OFF : undefined,
    FLS406: aws.customerManagedKey || azure.customerManagedKey ? undefined : Severity.OFF,
    ...Object.fromEntries(changes.map(([key, id]) => [id, change[key]])),
    FLS601: consumer?.requireLossless ?? DEFAULTS.requireLossless,
    ...file.rules,
  };
  return Object.fromEntries(
    Object.entries(severities).filter((entry): entry is [string, Severity] => entry[1] !== undefined),
  );
}

function strictest(all: readonly (Allowance | undefined)[]): Allowance | undefined {
  return [Allowance.DENY, Allowance.WARN, Allowance.ALLOW].find((each) => all.includes(each));
}

function maximum<T extends number>(all: readonly (T | undefined)[]): T | undefined {
  return all.reduce((most, each) =>
    most === undefined || (each !== undefined && each > most) ? each : most,
  );
}

function minimum<T extends number>(all: readonly (T | undefined)[]): T | undefined {
  return all.reduce((least, each) =>
    least === undefined || (each !== undefined && each < least) ? each : least,
  );
}

function optional<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: T });
}
