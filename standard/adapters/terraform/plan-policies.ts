import { objectOf } from '../../../aws/template/read-template';
import type { DeploymentUnit } from '../../facts';
import { withHome } from '../providers/provider-home';
import { policyOfData } from './planned-policy';
import { withUnknownPlaceholders } from './unknown-placeholder';

/** The type of data sources with policies. */
export const POLICY_DOCUMENT = 'aws_iam_policy_document';

/**
 * Returns the policies of the data sources that Terraform reads during the apply, by address. A plan contains their known
 * parts.
 */
export function plannedDocuments(json: unknown): ReadonlyMap<string, unknown> {
  const changes = [objectOf(json).resource_changes ?? []].flat().map(objectOf);
  return new Map(
    changes
      .filter(({ mode, type }) => mode === 'data' && type === POLICY_DOCUMENT)
      .map(({ address, change }) => {
        const { after, after_unknown: unknowns } = objectOf(change);
        return [String(address), policyOfData(objectOf(withUnknownPlaceholders(after, unknowns)))];
      }),
  );
}

/**
 * Returns the unit with the account and region of the plan: from the only configuration of the AWS provider, or from the
 * account that Terraform read from AWS.
 */
export function withPlannedHome(unit: DeploymentUnit, json: unknown): DeploymentUnit {
  const { configuration, prior_state: prior } = objectOf(json);
  const providers = Object.entries(objectOf(objectOf(configuration).provider_config)).filter(
    ([key, provider]) => /(^|:)aws(\.|$)/.test(key) || objectOf(provider).name === 'aws',
  );
  const [first, another] = providers;
  if (another) return unit;
  const { region, allowed_account_ids: allowed } = objectOf(objectOf(first?.[1]).expressions);
  const accounts = new Set(accountsIn(objectOf(objectOf(prior).values).root_module));
  return withHome(
    unit,
    objectOf(region).constant_value,
    objectOf(allowed).constant_value ?? (accounts.size === 1 ? [...accounts] : undefined),
  );
}

/** Returns the accounts that data sources read, in all modules. */
function accountsIn(module: unknown): unknown[] {
  const { resources, child_modules: children } = objectOf(module);
  const own = [resources ?? []]
    .flat()
    .map(objectOf)
    .filter(({ mode, type }) => mode === 'data' && type === 'aws_caller_identity')
    .map(({ values }) => objectOf(values).account_id);
  return [...own, ...[children ?? []].flat().flatMap(accountsIn)];
}
