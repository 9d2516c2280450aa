import { Cloud } from '../facts';
import { type Control, combinedControls, type Profile, requiresEnabled } from '../profile';
import {
  type AwsRequirement,
  type AzureRequirement,
  type Requirement,
  RequirementOrigin,
} from '../requirement';
import { Severity } from '../severity';
import { STRENGTHS, Strength } from '../strength';
import { Allowance } from './allowance';
import { FieldOrder } from './field-order';
import { type ControlRequirement, combinedRequirement, valueAt, withoutSettings } from './settings';
import { STANDARD_DEFAULTS as DEFAULTS, type StandardFile } from './standard-file';

/**
 * Returns what the file requires, then what each of its profiles requires with each strength, then the defaults for settings that
 * neither sets. A value of a profile does not apply if the file requires less.
 *
 * @param fields the required fields of the file and of its profiles
 */
export function requirementsOf(
  file: StandardFile,
  profiles: readonly Profile[],
  fields: readonly string[],
): Requirement[] {
  return [
    ownRequirement(file, fields),
    ...profiles.flatMap((profile) => profileRequirements(profile, file)),
    defaultRequirement(file, profiles),
  ];
}

function ownRequirement(file: StandardFile, fields: readonly string[]): Requirement {
  const { required, order } = file.aws?.format ?? {};
  const own = withSeverities(file);
  const context = contextOf(file);
  const aws = awsRequirement(own, context);
  return {
    origin: RequirementOrigin.FILE,
    strength: Strength.DEMANDED,
    controls: [],
    // a file without fields of its own orders those of its profiles
    aws: { ...aws, ordered: order === FieldOrder.EXACT ? (required ?? fields) : [] },
    azure: azureRequirement(own, context),
  };
}

/** A severity of a rule requires what the rule checks, unless the file allows it. */
function withSeverities(file: StandardFile): StandardFile {
  const { rules = {}, aws } = file;
  const warned = (rule: string) => (rules[rule] ?? Severity.OFF) !== Severity.OFF && Allowance.WARN;
  const [isExtra, isDefault] = [warned('FLS206'), warned('FLS205')];
  const format = {
    ...(isExtra && { extra: isExtra }),
    ...(isDefault && { default: isDefault }),
    ...aws?.format,
  };
  return { ...file, aws: { ...aws, format } };
}

function profileRequirements(profile: Profile, file: StandardFile): Requirement[] {
  return STRENGTHS.flatMap((strength, index) => {
    const controls = profile.controls.filter((control) => control.strength === strength);
    const stronger = profile.controls.filter((control) =>
      STRENGTHS.slice(0, index).includes(control.strength),
    );
    return [...new Set(controls.map(({ scope }) => scope))].map((scope) => ({
      profile,
      ...(scope !== undefined && { scope }),
      ...controlsRequirement(
        controls.filter((control) => control.scope === scope),
        strength,
        stronger,
        file,
      ),
    }));
  });
}

/**
 * What controls of one strength require.
 *
 * @param stronger controls of the profile with more strength, whose flow logs they concern
 */
function controlsRequirement(
  controls: readonly Control[],
  strength: Strength,
  stronger: readonly Control[],
  file: StandardFile,
): Omit<Requirement, 'profile' | 'scope'> {
  const { subnetsCount } = combinedRequirement(stronger.map(({ requires }) => requires)).coverage ?? {};
  const context = { ...contextOf(file, subnetsCount), isProfile: true };
  return {
    origin: RequirementOrigin.PROFILE,
    strength,
    controls: controls.map((control) => ({ control, ...cloudsOf([control], context) })),
    ...cloudsOf(controls, context),
  };
}

function cloudsOf(controls: readonly Control[], context: Context): Pick<Requirement, Cloud> {
  const requiredOf = (cloud: Cloud) => applicable(combinedControls(controls, cloud), context.file);
  return {
    aws: awsRequirement(requiredOf(Cloud.AWS), context),
    azure: azureRequirement(requiredOf(Cloud.AZURE), context),
  };
}

/** What the file does not replace. */
function applicable(requires: ControlRequirement, file: StandardFile): ControlRequirement {
  return withoutSettings(requires, ({ path, isWeaker }, value) => {
    const own = valueAt(file, path);
    if (own === undefined) return false;
    // the file orders the fields of all sources
    return isWeaker(own, value) || path.at(-1) === 'order';
  });
}

function defaultRequirement(file: StandardFile, profiles: readonly Profile[]): Requirement {
  const context = contextOf(file);
  const defaultsOf = (cloud: Cloud): ControlRequirement => {
    const set = [file, ...profiles.map(({ controls }) => combinedControls(controls, cloud))];
    return withoutSettings(DEFAULT_SECTIONS, ({ path }) =>
      set.some((sections) => valueAt(sections, path) !== undefined),
    );
  };
  return {
    origin: RequirementOrigin.DEFAULT,
    strength: profiles.length > 0 ? Strength.OUR_READING : Strength.DEMANDED,
    controls: [],
    aws: awsRequirement(defaultsOf(Cloud.AWS), context),
    azure: azureRequirement(defaultsOf(Cloud.AZURE), context),
  };
}

const DEFAULT_SECTIONS: ControlRequirement = {
  aws: { format: { default: DEFAULTS.default }, retention: { allowInfinite: DEFAULTS.allowInfinite } },
  azure: {
    enabled: DEFAULTS.enabled,
    version: DEFAULTS.version,
    filters: DEFAULTS.filters,
    retention: { allowInfinite: DEFAULTS.allowInfinite },
  },
  coverage: { networks: DEFAULTS.networks },
};

interface Context {
  readonly file: StandardFile;
  readonly isProfile: boolean;
  /** The value for requirements that set none. */
  readonly subnetsCount: boolean;
}

function contextOf(file: StandardFile, inherited?: boolean): Context {
  return {
    file,
    isProfile: false,
    subnetsCount: file.coverage?.subnetsCount ?? inherited ?? DEFAULTS.subnetsCount,
  };
}

function awsRequirement({ aws = {}, coverage = {} }: ControlRequirement, context: Context): AwsRequirement {
  const { format = {}, retention, destinations: _, ...others } = aws as NonNullable<StandardFile['aws']>;
  const { required = [], order, ...allowances } = format;
  return {
    ...others,
    ...retention,
    ...allowances,
    fields: required,
    ordered: order === FieldOrder.EXACT ? required : [],
    ...(coverage.transitGateways !== undefined && { transitGateways: coverage.transitGateways }),
    ...networksOf(coverage, context),
  };
}

function azureRequirement(
  { azure = {}, coverage = {} }: ControlRequirement,
  context: Context,
): AzureRequirement {
  const {
    retention,
    target: _,
    storageAccounts: __,
    ...others
  } = azure as NonNullable<StandardFile['azure']>;
  const { zeroMeansForever, ...days } = retention ?? {};
  const isForever =
    zeroMeansForever ?? context.file.azure?.retention?.zeroMeansForever ?? DEFAULTS.zeroMeansForever;
  return {
    ...others,
    // a retention that does not reach one day
    ...(zeroMeansForever === false && { minDays: 1 }),
    ...days,
    zeroMeansForever: isForever,
    ...(coverage.securityGroups !== undefined && { securityGroups: coverage.securityGroups }),
    // a disabled flow log records nothing of its network
    ...(context.isProfile &&
      context.file.azure?.enabled !== false &&
      requiresEnabled({ azure, coverage }) && { enabled: true }),
    ...networksOf(coverage, context),
  };
}

function networksOf(
  { networks, subnetsCount }: NonNullable<ControlRequirement['coverage']>,
  context: Context,
): Pick<AwsRequirement, 'networks' | 'subnetsCount'> {
  // a requirement on the flow logs of networks concerns every network
  const which =
    networks ?? (subnetsCount === false ? (context.file.coverage?.networks ?? DEFAULTS.networks) : undefined);
  return {
    subnetsCount: subnetsCount ?? context.subnetsCount,
    ...(which !== undefined && { networks: which }),
  };
}
