import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { canonical } from './canonical-ids';
import { isKnown } from './known';
import { oncePerStack } from './once-per-stack';
import { ANY_KEY, orderSharing } from './sharing-order';

/**
 * Creates and changes the storage accounts of a stack one after the other if their firewalls allow subnets of one network. Such
 * a rule updates the network, and Azure rejects another one meanwhile: `NetworkAclsValidationFailure`,
 * `SubnetsNotProvisioned`.
 *
 * Source: azurerm issue 3149; azure-rest-api-specs issue 11143.
 */
export class AccountOrder implements IAspect {
  /** Returns the order of a scope's stack. */
  static readonly of = oncePerStack((stack) => new AccountOrder(stack));

  private readonly accounts: StorageAccount[] = [];

  private constructor(private readonly stack: TerraformStack) {}

  /** Adds an account that a construct created. */
  add(account: StorageAccount): void {
    this.accounts.push(account);
  }

  visit(node: IConstruct): void {
    if (node !== this.stack) return;
    const all = this.accounts.map((resource) => ({ resource, keys: networksOf(resource), isOwn: true }));
    orderSharing(
      this.stack,
      all.filter(({ keys }) => keys.length > 0),
    );
  }
}

/** The networks of the subnets that a firewall allows. */
function networksOf(account: StorageAccount): string[] {
  const { virtualNetworkSubnetIds: ids = [] } = account.networkRulesInput ?? {};
  if (!isKnown(ids)) return [ANY_KEY];
  return ids.map((id) => {
    const [, network] = /^(.*)\/subnets\/[^/]+$/.exec(canonical(account, id).toLowerCase()) ?? [];
    return network ?? ANY_KEY;
  });
}
