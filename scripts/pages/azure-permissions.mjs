// The Azure section of the page of the permissions of deployers: the operations of each type, with their sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.mjs';
import { requireSource } from '../sources.mjs';
import { table } from './markdown.mjs';

const { COVERED_TYPES } = requireSource('azure/deployer/catalogue/index.ts');

const { sources } = JSON.parse(readFileSync(join(ROOT, 'test/azure/deployer/operations.json'), 'utf8'));

export function azureLines() {
  return [
    'The same command computes custom roles from Terraform configurations (`cdktf.out`, directories of `*.tf` or',
    '`*.tf.json`), plans in JSON and ARM templates.',
    '',
    '```sh',
    'npx flow-logs permissions cdktf.out --subscription SUBSCRIPTION_ID --out roles   # SUBSCRIPTION-SCOPE.json',
    'az role definition create --role-definition @roles/SUBSCRIPTION_ID-NetworkWatcherRG.json',
    'az role assignment create --assignee DEPLOYER --role "NAME OF THE ROLE" \\',
    '  --scope /subscriptions/SUBSCRIPTION_ID/resourceGroups/NetworkWatcherRG',
    '```',
    '',
    '- There is one role for each resource group that exists before the deployment, and one for each subscription. The role',
    '  of a group does not repeat what that of its subscription contains. Assign each role in its scope.',
    '- A role cannot be assigned in a group that does not exist. If the deployment creates a resource group, the actions in it',
    '  apply to the whole subscription, also those that delete storage accounts or read their keys. A warning lists them. To',
    '  limit them, create the group first, and refer to it as an existing group.',
    '- The name of a custom role must be unique in the Microsoft Entra tenant ("Azure custom roles"). If the tenant has a role',
    '  with the name, change `Name` in the file.',
    '- The subscription is that of the provider configuration or of the id of a resource. `--subscription` states it for the',
    '  rest. A template that is deployed in a resource group has the scope `RESOURCE_GROUP`.',
    '- If the id of an account, a workspace or a network is unknown (a variable without a value), the actions on it are in the',
    '  role of the subscription of the deployment. A note names these arguments. `--parameters` states their values.',
    '- Without `--all`, the roles cover flow logs and the resources that references connect with them, but not networks. A',
    '  deployment without a flow log is covered as a whole. Notes name the other resources and the types that are not',
    '  covered.',
    '- Traffic Analytics requires its actions in the subscription, and ignores roles that a management group passes on',
    '  ("Azure RBAC permissions required to use Network Watcher capabilities").',
    '- A flow log needs the keys of its storage account (same page). For other accounts and for workspaces, azurerm also lists',
    '  keys, but ignores a refusal: the roles do not allow it, and the state contains no key.',
    '- Permission to assign roles is permission to become an owner. If a deployment assigns roles, the command prints a',
    '  condition for the assignment of the role of the deployer, which limits the roles and the kind of principal:',
    '  `az role assignment create ... --condition "..." --condition-version 2.0`',
    '  ("Delegate Azure role assignment management to others with conditions").',
    '- azurerm 4 registers many resource providers by default, which needs `*/register/action`. A note states the settings',
    '  that limit it to those of the deployment.',
    '- `prevent_destroy` removes the permission to delete a resource. A plan does not contain this setting.',
    '- The data actions of a deployer are those of `azurerm_storage_blob`. The constructs write no blob and no message.',
    '',
    'The roles have not been tested against a live subscription. Azure documents the checks on the target of a flow log only',
    'for network security groups. If it refuses another target with `LinkedAuthorizationFailed`, the error names the missing',
    'action: add it to the role of the scope of the target.',
    '',
    '### Operations by type',
    '',
    'The first column names the type, or what else must be set. Operations are those that the files of azurerm 5.2 call, and',
    'those that a page of Microsoft Learn requires for what an argument refers to. A test compares the names with these lists',
    'of operations:',
    '',
    ...sources.map(({ title, date }) => `- ${title}, ${date}`),
    '',
    ...table(['needed for', 'operations', 'scope', 'source'], COVERED_TYPES.flatMap(rowsOf)),
  ];
}

function rowsOf(entry) {
  const { type, actions, dataActions = [], onSubscription = [], whenSet = [], linked = [], source } = entry;
  const own = entry.isInSubscription ? 'subscription' : 'resource group';
  return [
    ...(actions.length + dataActions.length === 0
      ? []
      : [
          [
            `\`${type}\``,
            [codes(actions), ...dataCodes(dataActions)].filter(Boolean).join(', '),
            own,
            source,
          ],
        ]),
    ...(onSubscription.length === 0 ? [] : [[`\`${type}\``, codes(onSubscription), 'subscription', source]]),
    ...whenSet.map((need) => [
      `\`${type}\`: \`${need.argument}\``,
      codes(need.actions),
      need.level ?? own,
      need.source,
    ]),
    ...linked.map((need) => [
      `\`${type}\`: \`${need.argument}\`${conditionOf(need)}`,
      codes(need.actions),
      need.level === 'subscription' ? 'subscription of what it refers to' : 'group of what it refers to',
      need.source,
    ]),
  ];
}

function conditionOf({ onlyIf, types, isAcrossSubscriptions }) {
  if (types !== undefined) return `, if it is an \`${types.find((type) => type.startsWith('azurerm_'))}\``;
  if (isAcrossSubscriptions) return ', in another subscription';
  return onlyIf === undefined ? '' : `, with \`${onlyIf}\``;
}

function codes(actions) {
  return actions.map((action) => `\`${action}\``).join(', ');
}

function dataCodes(actions) {
  return actions.length === 0 ? [] : [`data: ${codes(actions)}`];
}
