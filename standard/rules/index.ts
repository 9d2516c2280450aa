import { checkRequirements } from '../rule-support/check-requirements';
import type { ChangeRule, RequirementRule, Rule, RuleMetadata } from '../rule-support/rule';
import { STANDARD_INVALID } from './fls001-standard-invalid';
import { UNDECIDED } from './fls002-undecided';
import { SUPPRESSION_NO_REASON } from './fls003-suppression-no-reason';
import { SUPPRESSION_EXPIRED } from './fls004-suppression-expired';
import { SUPPRESSION_UNUSED } from './fls005-suppression-unused';
import { PROFILE_WEAKENED } from './fls006-profile-weakened';
import { ATTESTATION_INVALID } from './fls007-attestation-invalid';
import { NETWORK_WITHOUT_FLOW_LOG } from './fls101-network-without-flow-log';
import { PARTIAL_SUBNET_COVERAGE } from './fls102-partial-subnet-coverage';
import { OVERLAPPING_FLOW_LOGS } from './fls103-overlapping-flow-logs';
import { FLOW_LOG_DISABLED } from './fls104-flow-log-disabled';
import { NSG_FLOW_LOG } from './fls105-nsg-flow-log';
import { REQUIRED_FIELD_MISSING } from './fls201-required-field-missing';
import { UNKNOWN_FIELD } from './fls202-unknown-field';
import { MALFORMED_FORMAT } from './fls203-malformed-format';
import { FIELD_ORDER } from './fls204-field-order';
import { DEFAULT_FORMAT_USED } from './fls205-default-format-used';
import { EXTRA_FIELD } from './fls206-extra-field';
import { FIELD_UNAVAILABLE_FOR_TARGET } from './fls207-field-unavailable-for-target';
import { AZURE_VERSION } from './fls208-azure-version';
import { FILE_FORMAT } from './fls209-file-format';
import { PLACEHOLDERS_INTERPOLATED } from './fls210-placeholders-interpolated';
import { TRAFFIC_TYPE } from './fls301-traffic-type';
import { AGGREGATION_INTERVAL } from './fls302-aggregation-interval';
import { INVALID_ENUM } from './fls303-invalid-enum';
import { TARGET_INVALID } from './fls304-target-invalid';
import { DESTINATION_INVALID } from './fls305-destination-invalid';
import { SETTING_REFUSED } from './fls306-setting-refused';
import { DUPLICATE_FLOW_LOG } from './fls307-duplicate-flow-log';
import { FILTERED_FLOW_LOG } from './fls308-filtered-flow-log';
import { FILTER_INVALID } from './fls309-filter-invalid';
import { RETENTION_BELOW_MIN } from './fls401-retention-below-min';
import { RETENTION_INFINITE } from './fls402-retention-infinite';
import { HOT_RETENTION } from './fls403-hot-retention';
import { DESTINATION_TYPE } from './fls404-destination-type';
import { DESTINATION_NOT_CENTRAL } from './fls405-destination-not-central';
import { NO_CMK } from './fls406-no-cmk';
import { DELIVERY_PERMISSION } from './fls407-delivery-permission';
import { TRAFFIC_ANALYTICS_MISSING } from './fls408-traffic-analytics-missing';
import { RETENTION_CONFLICT } from './fls409-retention-conflict';
import { WILL_REPLACE } from './fls501-will-replace';
import { COVERAGE_LOST } from './fls502-coverage-lost';
import { FIELD_REMOVED } from './fls503-field-removed';
import { REORDERED } from './fls504-reordered';
import { RETENTION_SHORTENED } from './fls505-retention-shortened';
import { TRAFFIC_NARROWED } from './fls506-traffic-narrowed';
import { RECORDED_DATA_DESTROYED } from './fls507-recorded-data-destroyed';
import { DESTINATION_CHANGED } from './fls508-destination-changed';
import { CHANGE_REFUSED } from './fls509-change-refused';
import { ANALYTICS_DROPPED } from './fls510-analytics-dropped';
import { SCHEMA_LOSS } from './fls601-schema-loss';

export { type ChangeRule, Outcome, type Rule, type RuleMetadata, type Verdict } from '../rule-support/rule';

/** Rules on what the file, a profile or a default requires of flow logs. */
const REQUIREMENT_RULES: readonly RequirementRule[] = [
  FLOW_LOG_DISABLED,
  REQUIRED_FIELD_MISSING,
  FIELD_ORDER,
  DEFAULT_FORMAT_USED,
  EXTRA_FIELD,
  AZURE_VERSION,
  TRAFFIC_TYPE,
  AGGREGATION_INTERVAL,
  FILTERED_FLOW_LOG,
  RETENTION_BELOW_MIN,
  RETENTION_INFINITE,
  HOT_RETENTION,
  NO_CMK,
  TRAFFIC_ANALYTICS_MISSING,
];

/** Rules that check declared resources, ordered by id. A test compares the lists with the files of this folder. */
export const RULES: readonly Rule[] = inOrder([
  ...REQUIREMENT_RULES.map(checked),
  NETWORK_WITHOUT_FLOW_LOG,
  PARTIAL_SUBNET_COVERAGE,
  OVERLAPPING_FLOW_LOGS,
  NSG_FLOW_LOG,
  UNKNOWN_FIELD,
  MALFORMED_FORMAT,
  FIELD_UNAVAILABLE_FOR_TARGET,
  FILE_FORMAT,
  PLACEHOLDERS_INTERPOLATED,
  INVALID_ENUM,
  TARGET_INVALID,
  DESTINATION_INVALID,
  SETTING_REFUSED,
  DUPLICATE_FLOW_LOG,
  FILTER_INVALID,
  DESTINATION_TYPE,
  DESTINATION_NOT_CENTRAL,
  DELIVERY_PERMISSION,
  RETENTION_CONFLICT,
  SCHEMA_LOSS,
]);

/** Rules that check the differences between two versions of an app, ordered by id. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  WILL_REPLACE,
  COVERAGE_LOST,
  FIELD_REMOVED,
  REORDERED,
  RETENTION_SHORTENED,
  TRAFFIC_NARROWED,
  RECORDED_DATA_DESTROYED,
  DESTINATION_CHANGED,
  CHANGE_REFUSED,
  ANALYTICS_DROPPED,
];

/** The descriptions of all rules, ordered by id, including those that the parser and the suppression check report. */
export const RULE_METADATA: readonly RuleMetadata[] = [
  STANDARD_INVALID,
  UNDECIDED,
  SUPPRESSION_NO_REASON,
  SUPPRESSION_EXPIRED,
  SUPPRESSION_UNUSED,
  PROFILE_WEAKENED,
  ATTESTATION_INVALID,
  ...inOrder([...RULES, ...CHANGE_RULES]),
];

/** Finds a rule by its id or name, regardless of case. */
export function findRule(idOrName: string): RuleMetadata | undefined {
  return RULE_METADATA.find(
    ({ id, name }) => id === idOrName.toUpperCase() || name === idOrName.toLowerCase(),
  );
}

/** A rule that evaluates every flow log. */
function checked(rule: RequirementRule): Rule {
  return {
    ...rule,
    check: (model, standard) => checkRequirements(rule, REQUIREMENT_RULES, model, standard),
  };
}

function inOrder<T extends RuleMetadata>(rules: readonly T[]): T[] {
  return rules.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
