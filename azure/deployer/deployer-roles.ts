import { type AssignmentCondition, assignmentCondition } from './assignment-condition';
import { entryOf } from './catalogue';
import { ROLE_ASSIGNMENT } from './catalogue/access';
import type { DeployedProvider, DeployedResource } from './deployed-resource';
import { ownSubscription, Placement, scopeOf } from './placement';
import { providerGrants, providerNotes, templateGrants } from './provider-grants';
import { resourcesOfFlowLogs } from './related-resources';
import { resourceGrants } from './resource-grants';
import { type RoleDefinition, roleDefinitions, scopeId, UNKNOWN_SUBSCRIPTION } from './role-definitions';
import { createdGroupNotes, subscriptionWarnings } from './subscription-warnings';
import { unknownNotes } from './unknown-notes';

/** A root module of Terraform, or a template. */
export interface AzureDeployment {
  /** Name for messages and role names. */
  readonly name: string;
  readonly resources: readonly DeployedResource[];
}

/** A custom role, with the condition under which it must be assigned. */
export interface DeployerRole extends RoleDefinition {
  /**
   * Condition of the role assignment, if the role can assign roles.
   *
   * @default - the role cannot assign roles, or the roles are unknown
   */
  readonly condition?: string;
}

/** The custom roles of the deployer of Azure deployments. */
export interface DeployerRoles {
  readonly roles: readonly DeployerRole[];
  /** Facts to read before a role is assigned. */
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Creates least-privilege custom roles for the deployer of flow logs and their related resources: one per subscription, and
 * one per existing resource group.
 *
 * @param everything whether to include every resource of the deployments, not only those of flow logs
 */
export function deployerRoles(deployments: readonly AzureDeployment[], everything = false): DeployerRoles {
  const parts = deployments.map((deployment) => new DeploymentRoles(deployment, everything));
  const grants = parts.flatMap((part) => part.grants());
  const name = parts
    .filter(({ wanted }) => wanted.length > 0)
    .map(({ deployment }) => deployment.name)
    .join(', ');
  const conditions = conditionsOf(parts);
  const roles = roleDefinitions(grants, name).map((role): DeployerRole => {
    const text = canAssign(role) ? conditions.get(scopeId(role.scope).toLowerCase())?.text : undefined;
    return { ...role, ...(text !== undefined && { condition: text }) };
  });
  return {
    roles,
    warnings: [
      ...roles.filter(canAssign).flatMap((role) => warningsOf(role, conditions)),
      ...roles.flatMap((role) => subscriptionWarnings(role, inSubscription(parts, role))),
    ],
    notes: [...new Set([...parts.flatMap((part) => part.notes()), ...scopeNotes(roles)])],
  };
}

class DeploymentRoles {
  readonly wanted: readonly DeployedResource[];
  readonly placement: Placement;

  constructor(
    readonly deployment: AzureDeployment,
    private readonly everything: boolean,
  ) {
    const { resources } = deployment;
    const related = everything ? undefined : resourcesOfFlowLogs(resources);
    this.wanted = resources.filter((each) => entryOf(each) && (related?.has(each) ?? true));
    this.placement = new Placement(resources);
  }

  private get providers(): DeployedProvider[] {
    return [...new Set(this.wanted.map(({ provider }) => provider))];
  }

  grants() {
    const templates = this.wanted.filter(({ provider }) => provider.isTemplate);
    const scopes = new Map(
      templates.map((each) => this.placement.of(each)).map((scope) => [scopeId(scope), scope] as const),
    );
    return [
      ...this.wanted.flatMap((resource) => resourceGrants(resource, this.placement)),
      ...this.providers.flatMap(providerGrants),
      ...[...scopes.values()].map((scope) => templateGrants(scope, this.deployment.name)),
    ];
  }

  notes(): string[] {
    const { name, resources } = this.deployment;
    const uncovered = resources.filter((each) => entryOf(each) === undefined);
    const wanted = new Set(this.wanted);
    const omitted = resources.filter((each) => entryOf(each) !== undefined && !wanted.has(each));
    return [
      ...this.providers.flatMap(providerNotes),
      ...counted(`${name}: types that are not covered; add their permissions yourself`, uncovered),
      ...(this.everything
        ? []
        : counted(
            `${name}: omitted, because they are not related to flow logs (include them with --all)`,
            omitted,
          )),
      ...unknownNotes(name, this.wanted),
      ...createdGroupNotes(name, this.wanted),
      ...storageDataNotes(name, this.wanted),
    ];
  }
}

function conditionsOf(parts: readonly DeploymentRoles[]): Map<string, AssignmentCondition> {
  const byScope = new Map<string, DeployedResource[]>();
  for (const { wanted, placement } of parts) {
    for (const each of wanted.filter(({ type, isData }) => type === ROLE_ASSIGNMENT && !isData)) {
      const scope = placement.of(each);
      for (const key of new Set([scopeId(scope), scopeId(scopeOf(scope.subscription))])) {
        byScope.set(key.toLowerCase(), [...(byScope.get(key.toLowerCase()) ?? []), each]);
      }
    }
  }
  return new Map(
    [...byScope].flatMap(([key, assignments]) => {
      const condition = assignmentCondition(assignments);
      return condition === undefined ? [] : [[key, condition]];
    }),
  );
}

/** The resources of the deployments that are in the subscription of a role. */
function inSubscription(parts: readonly DeploymentRoles[], { scope }: RoleDefinition): DeployedResource[] {
  const wanted = parts.flatMap((part) => part.wanted);
  return wanted.filter((each) => ownSubscription(each) === scope.subscription);
}

function canAssign({ definition }: RoleDefinition): boolean {
  return definition.Actions.includes('Microsoft.Authorization/roleAssignments/write');
}

function warningsOf(
  { definition, scope }: RoleDefinition,
  conditions: Map<string, AssignmentCondition>,
): string[] {
  const condition = conditions.get(scopeId(scope).toLowerCase());
  const title = `role "${definition.Name}"`;
  return [
    ...(condition?.text === undefined
      ? [
          `${title} can assign any role, also that of an owner: assign it with a condition that limits the roles`,
        ]
      : [
          `${title} can assign roles: assign it with this condition, in version 2.0, which limits it to ` +
            `${condition.roles.join(', ')}: ${condition.text}`,
        ]),
    ...(condition?.unknown ?? []).map(
      (each) =>
        `${each.title} assigns ${each.name === undefined ? 'a role that is unknown before the apply' : `the role "${each.name}"`}: ` +
        `add ${each.name === undefined ? 'its id' : 'the id of its definition'} to the condition of ${title}`,
    ),
  ];
}

function scopeNotes(roles: readonly DeployerRole[]): string[] {
  const isOpen = roles.some(({ scope }) => scope.subscription === undefined);
  return isOpen
    ? [
        `the artifact does not contain the subscription: give it with --subscription, or replace ${UNKNOWN_SUBSCRIPTION} in ` +
          'each role',
      ]
    : [];
}

/** The default of azurerm 4 reads properties of queues and static websites with the key of the account. */
function storageDataNotes(name: string, wanted: readonly DeployedResource[]): string[] {
  const isRead = wanted.some(
    ({ type, isData, provider }) =>
      type === 'azurerm_storage_account' && !isData && provider.readsStorageData,
  );
  return isRead
    ? [
        `${name}: azurerm reads the data plane of storage accounts that it creates, which needs their keys or data actions. Set ` +
          'features.storage.data_plane_available = false',
      ]
    : [];
}

function counted(what: string, resources: readonly DeployedResource[]): string[] {
  const counts = new Map<string, number>();
  for (const { type, isData } of resources) {
    const key = isData ? `data.${type}` : type;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const list = [...counts].map(([type, count]) => `${type} (${count})`);
  return list.length === 0 ? [] : [`${what}: ${list.join(', ')}`];
}
