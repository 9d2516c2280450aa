import { isSameText, type PartialText, splitText } from '../../../flows/partial-text';
import { anyOf, type Ternary } from '../../../flows/ternary';
import type { Principals } from './statement';

/**
 * Whether the principals of a statement include a principal. `*` includes services; an account includes all its roles and
 * users. Federated and canonical users are neither services nor roles.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal".
 *
 * @param principal name of a service, or ARN of a role or user
 */
export function includesPrincipal(meant: Principals, principal: PartialText = ''): Ternary {
  if (meant === '*') return true;
  if (typeof meant !== 'object' || meant === null || 'parts' in meant || 'known' in meant) return undefined;
  return anyOf(
    Object.entries(meant).map(([type, names]) =>
      anyOf(([names].flat() as PartialText[]).map((name) => isNamed(type, name, principal))),
    ),
  );
}

function isNamed(type: string, name: PartialText, principal: PartialText): Ternary {
  const account = accountOf(principal);
  if (type === 'Service') return isSameText(name, principal);
  if (type === 'CanonicalUser') return account === undefined ? false : undefined;
  if (type !== 'AWS') return false;
  const everybody = isSameText(name, '*');
  if (account === undefined || everybody === true) return everybody;
  const meantAccount = accountOfRoot(name);
  return anyOf([
    isSameText(name, principal),
    everybody,
    meantAccount === undefined ? false : isSameText(meantAccount, account),
  ]);
}

/** Returns the account of the ARN of a role or user; `undefined` for a service. */
export function accountOf(principal: PartialText): PartialText | undefined {
  const [arn, , service, , account] = splitText(principal, ':');
  return arn === 'arn' && (service === 'iam' || service === 'sts') ? account : undefined;
}

/** Returns the account of `123456789012` or `arn:aws:iam::123456789012:root`. */
function accountOfRoot(name: PartialText): PartialText | undefined {
  const parts = splitText(name, ':');
  if (parts.length === 1) return typeof name === 'string' && !/^\d{12}$/.test(name) ? undefined : name;
  return parts.at(-1) === 'root' ? parts[4] : undefined;
}
