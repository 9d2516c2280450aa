import { Cloud } from '../facts';
import { combinedControls, type Profile } from '../profile';
import { PROFILES } from '../profiles';
import type { Requirement } from '../requirement';
import { highestSeverity, Severity } from '../severity';
import type { AwsStandard, AzureStandard, Standard } from '../standard';
import { severityFor } from '../strength';
import { ALLOWANCE_SEVERITIES, Allowance } from './allowance';
import { FieldOrder } from './field-order';
import type { ParsedStandard } from './parse-standard';
import { requirementsOf } from './requirements';
import { combinedRequirement } from './settings';
import { StandardError } from './standard-error';
import { CHANGE_RULE_IDS, STANDARD_DEFAULTS as DEFAULTS, type StandardFile } from './standard-file';
import { weakeningsIn } from './weakenings';

type Aws = NonNullable<StandardFile['aws']>;
type Azure = NonNullable<StandardFile['azure']>;

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
  const required = requiredFields(file, profiles, () => {
    const message = 'extends has profiles that require different orders of fields: extend only one of them';
    return new StandardError([{ message, line: lineOf(['extends']), column: 1 }], name);
  });
  const controls = profiles.flatMap((profile) => profile.controls);
  const { aws, azure, coverage } = combinedRequirement([
    combinedControls(controls, Cloud.AWS),
    combinedControls(controls, Cloud.AZURE),
  ]);
  const requirements = requirementsOf(file, profiles, required);
  const overrides = overridesIn(file);
  const { suppressions, exceptions = [], consumer, undecided = DEFAULTS.undecided } = file;
  return {
    name: file.name ?? name,
    content: file,
    aws: resolveAws(file.aws, aws, required),
    azure: resolveAzure(file.azure, azure),
    coverage: {
      networks: DEFAULTS.networks,
      transitGateways: DEFAULTS.transitGateways,
      securityGroups: DEFAULTS.securityGroups,
      subnetsCount: DEFAULTS.subnetsCount,
      external: [],
      ...coverage,
      ...file.coverage,
    },
    consumer: { schema: consumer?.schema ?? DEFAULTS.schema },
    undecided,
    suppressions: {
      requireReason: suppressions?.requireReason ?? DEFAULTS.requireReason,
      requireExpiry: suppressions?.requireExpiry ?? DEFAULTS.requireExpiry,
      ...optional('maxDays', suppressions?.maxDays),
    },
    severities: { ...severitiesBy(requirements), ...overrides },
    overrides,
    exceptions: exceptions.map((each, index) => ({ ...each, line: lineOf(['exceptions', index]) })),
    attested: (file.attested ?? []).map((each, index) => {
      const line = lineOf(['attested', index]);
      return { ...each, ...(line !== undefined && { line }) };
    }),
    profiles,
    requirements,
    weakenings: weakeningsIn(file, profiles, lineOf),
  };
}

/** The required fields of all sources. The fields with an order come first: those of the file, or else those of the profile. */
function requiredFields(
  { aws }: StandardFile,
  profiles: readonly Profile[],
  conflict: () => StandardError,
): string[] {
  const own = aws?.format;
  const formats = profiles.flatMap(({ controls }) => combinedControls(controls, Cloud.AWS).aws?.format ?? []);
  const [ordered, ...others] = formats.filter(({ order }) => order === FieldOrder.EXACT);
  if (others.some(({ required }) => String(required) !== String(ordered?.required))) throw conflict();
  const required = [
    ...(own?.order === FieldOrder.EXACT ? (own.required ?? []) : []),
    ...(ordered?.required ?? []),
    ...formats.flatMap((format) => format.required ?? []),
    ...(own?.required ?? []),
  ];
  return [...new Set(required)];
}

/** A traffic type or a list of allowed fields narrows what is recorded: only the file itself sets them, never a profile. */
function resolveAws(own: Aws = {}, theirs: Aws = {}, required: readonly string[]): AwsStandard {
  const { traffic: _, format: { extra: __, ...format } = {}, ...others } = theirs;
  return {
    ...others,
    ...own,
    format: {
      order: DEFAULTS.order,
      extra: DEFAULTS.extra,
      default: DEFAULTS.default,
      ...format,
      ...own.format,
      required,
    },
    retention: { allowInfinite: DEFAULTS.allowInfinite, ...others.retention, ...own.retention },
    customerManagedKey: own.customerManagedKey ?? theirs.customerManagedKey ?? false,
  };
}

function resolveAzure(own: Azure = {}, theirs: Azure = {}): AzureStandard {
  return {
    enabled: DEFAULTS.enabled,
    version: DEFAULTS.version,
    filters: DEFAULTS.filters,
    ...theirs,
    ...own,
    trafficAnalytics: { required: false, ...theirs.trafficAnalytics, ...own.trafficAnalytics },
    retention: {
      allowInfinite: DEFAULTS.allowInfinite,
      zeroMeansForever: DEFAULTS.zeroMeansForever,
      ...theirs.retention,
      ...own.retention,
    },
    customerManagedKey: own.customerManagedKey ?? theirs.customerManagedKey ?? false,
  };
}

/** The severities that the file sets. They apply to every result of a rule, whatever requires it. */
function overridesIn({ change = {}, consumer, rules }: StandardFile): Record<string, Severity> {
  const changes = Object.entries(CHANGE_RULE_IDS) as [keyof typeof change, string][];
  return present({
    ...Object.fromEntries(changes.map(([key, id]) => [id, change[key]])),
    FLS601: consumer?.requireLossless ?? DEFAULTS.requireLossless,
    ...rules,
  });
}

/** The highest severities of rules that report only if something requires it. */
function severitiesBy(requirements: readonly Requirement[]): Record<string, Severity> {
  const highest = (allowed: (requirement: Requirement) => (Allowance | undefined)[]) =>
    highestSeverity(
      requirements.flatMap((requirement) =>
        allowed(requirement).map((each = Allowance.ALLOW) =>
          severityFor(requirement.strength, ALLOWANCE_SEVERITIES[each]),
        ),
      ),
    );
  const hasKey = requirements.some(({ aws, azure }) => aws.customerManagedKey || azure.customerManagedKey);
  const infinite = highest(({ aws, azure }) => [aws.allowInfinite, azure.allowInfinite]);
  return present({
    FLS205: highest(({ aws }) => [aws.default]),
    FLS206: highest(({ aws }) => [aws.extra]),
    FLS308: highest(({ azure }) => [azure.filters]),
    // each verdict of FLS402 has the severity of its cloud
    FLS402: infinite === Severity.OFF ? Severity.OFF : undefined,
    FLS406: hasKey ? undefined : Severity.OFF,
  });
}

function present(severities: Readonly<Record<string, Severity | undefined>>): Record<string, Severity> {
  return Object.fromEntries(
    Object.entries(severities).filter((entry): entry is [string, Severity] => entry[1] !== undefined),
  );
}

function optional<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: T });
}
