import type { DeploymentUnit } from '../../facts';

/** Returns the unit with a literal region, and with the account if it is the only allowed one. */
export function withHome(unit: DeploymentUnit, region: unknown, accounts: unknown): DeploymentUnit {
  const [account, another] = [accounts ?? []].flat();
  const isAccount = another === undefined && typeof account === 'string' && /^\d{12}$/.test(account);
  const isRegion = typeof region === 'string' && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region);
  return {
    ...unit,
    ...(isAccount && unit.account === undefined && { account }),
    ...(isRegion && unit.region === undefined && { region }),
  };
}
