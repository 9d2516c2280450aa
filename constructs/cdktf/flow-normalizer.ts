import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';
import { DEFAULTS, ENVIRONMENT } from '../../azure/normalizer/settings';
import { ROLES } from '../../azure/roles';
import { VNET_CONTAINER } from '../../azure/storage/containers';
import { throwProblems } from '../throw-problems';
import type { IStorageContainer } from './azure-resources';
import { type FlowNormalizerProps, FlowSink } from './flow-normalizer-props';
import type { NormalizedLake } from './normalized-lake';
import { textOf } from './private/known';
import { accountName, uniqueName } from './private/names';
import { enrichmentFiles } from './private/normalizer/enrichment-files';
import { eventDelivery, eventQueues, eventTopic } from './private/normalizer/event-delivery';
import { guardEventTopic } from './private/normalizer/event-topic-guard';
import { flowCollection } from './private/normalizer/flow-collection';
import { functionApp } from './private/normalizer/function-app';
import { grant, inContainer } from './private/normalizer/grant';
import { guardNetwork } from './private/normalizer/network-guard';
import { normalizerAlarms } from './private/normalizer/normalizer-alarms';
import { normalizerProblems } from './private/normalizer/normalizer-problems';
import { normalizerOf, registerNormalizer } from './private/normalizer/normalizer-registry';
import { reachProblems } from './private/normalizer/reach-problems';
import { reachStorage } from './private/normalizer/storage-reach';
import { tableStorage } from './private/normalizer/table-storage';
import { ProviderNeeds } from './private/provider-needs';
import { providerOf, useProvider } from './private/provider-of';
import { rolesInEffect } from './private/role-wait';
import { requireGroup } from './private/subscription-problems';

const MAX_IDENTITY_NAME = 128;

/**
 * Normalizer of a lake: writes each block that Azure appends to a flow log as rows, within minutes. It consists of an event
 * subscription, a queue, a function and a poison queue. It only reads the flow-log account.
 *
 * @example
 * new FlowNormalizer(stack, 'Normalizer', { lake, subnetId: functionSubnet.id });
 *
 * @throws Error that lists all problems of the props
 */
export class FlowNormalizer extends Construct {
  /** Name of the function. */
  readonly functionName: string;

  /** ARM id of the function. */
  readonly functionId: string;

  /** Principal id of the function's identity. Grant it read access to further flow-log accounts. */
  readonly principalId: string;

  /** Container of the threat lists and databases; undefined without the option `enrichment`. */
  readonly enrichmentContainer?: IStorageContainer;

  constructor(scope: Construct, id: string, props: FlowNormalizerProps) {
    super(scope, id);
    const { lake, sink = FlowSink.TABLE, sweepHours = DEFAULTS.sweepHours } = props;
    throwProblems(this, [
      ...normalizedTwice(lake),
      ...normalizerProblems(props, lake.tableContainer),
      ...reachProblems(lake, props),
    ]);
    // the provider of the lake is that of its subscription
    const provider = providerOf(lake);
    if (provider?.alias !== undefined) useProvider(this, provider);
    const { storageAccount, resourceGroup, location, tags } = lake;
    const host = lake.newAccount(this, 'Host', { name: accountName(this, 'flowhost') });
    const identity = new UserAssignedIdentity(this, 'Identity', {
      name: uniqueName(this, 'flow-normalizer', MAX_IDENTITY_NAME),
      location,
      resourceGroupName: resourceGroup.name,
      tags,
    });
    const { principalId } = identity;
    const endpoints = reachStorage(this, host, props, lake);
    const table = tableStorage(this, lake);
    const queues = eventQueues(this, host);
    const grants = [
      grant(this, 'MayRun', { principalId, role: ROLES.STORAGE_BLOB_DATA_OWNER, on: host.id }),
      ...queues.map(({ id, on }) =>
        grant(this, id, { principalId, role: ROLES.STORAGE_QUEUE_DATA_CONTRIBUTOR, on }),
      ),
      // Azure creates the container with the first flow log, so a condition restricts the role instead of its scope
      grant(this, 'MayRead', {
        principalId,
        role: ROLES.STORAGE_BLOB_DATA_READER,
        on: storageAccount.id,
        condition: inContainer(VNET_CONTAINER),
      }),
      ...table.containerIds.map((on, index) =>
        grant(this, index === 0 ? 'MayWriteTable' : 'MayWriteCursors', {
          principalId,
          role: ROLES.STORAGE_BLOB_DATA_CONTRIBUTOR,
          on,
        }),
      ),
    ];
    const enrichment = props.enrichment && enrichmentFiles(this, table, principalId, props.enrichment);
    const queue = queues[0].resource;
    const topic = eventTopic(this, lake, host, queue, props.eventTopic);
    const isDelivered = sink !== FlowSink.TABLE;
    const delivery = isDelivered ? flowCollection(this, lake, principalId) : undefined;
    const granted = [
      ...grants,
      topic.mayWrite,
      ...(delivery ? [delivery.mayDeliver] : []),
      ...(enrichment ? [enrichment.mayRead] : []),
    ];
    const inEffect = rolesInEffect(this, 'RolesInEffect', granted);
    eventDelivery(this, { host, queue, topic, dependsOn: [inEffect] });
    const app = functionApp(this, {
      name: accountName(this, 'flowlogs'),
      lake,
      host,
      identity,
      options: props,
      settings: {
        [ENVIRONMENT.flowLogStorage]: storageAccount.primaryBlobEndpoint,
        [ENVIRONMENT.flowLogContainers]: VNET_CONTAINER,
        [ENVIRONMENT.tableStorage]: table.endpoint,
        [ENVIRONMENT.tableContainer]: table.container,
        [ENVIRONMENT.tableRows]: String(sink !== FlowSink.WORKSPACE),
        [ENVIRONMENT.cursorContainer]: table.cursorContainer,
        [ENVIRONMENT.sweepHours]: textOf(sweepHours),
        ...(props.compatibleFiles && { [ENVIRONMENT.compatibleFiles]: 'true' }),
        ...delivery?.settings,
        ...enrichment?.settings,
      },
      dependsOn: [inEffect, ...endpoints],
    });
    guardEventTopic(this, lake, props.eventTopic);
    guardNetwork(this, lake, props);
    if (props.insightsResourceGroup) {
      const fix = 'pass a resource group of the subscription of the lake';
      requireGroup(this, props.insightsResourceGroup, 'insightsResourceGroup', fix);
    }
    this.functionName = app.name;
    this.functionId = app.id;
    this.principalId = principalId;
    this.enrichmentContainer = enrichment?.container;
    const { applicationInsights: isLogged = true } = props;
    registerNormalizer(lake, {
      path: this.node.path,
      functionName: app.name,
      isEnriched: enrichment !== undefined,
      isLogged,
    });
    if (isLogged) normalizerAlarms(this, lake, props, app.name);
    ProviderNeeds.of(this).add(
      this,
      [
        'WEB',
        'EVENT_GRID',
        'STORAGE',
        'MANAGED_IDENTITY',
        ...(props.subnetId === undefined ? [] : (['APP', 'NETWORK'] as const)),
        ...(isLogged || isDelivered ? (['INSIGHTS', 'OPERATIONAL_INSIGHTS'] as const) : []),
      ],
      { keyless: true },
    );
  }
}

function normalizedTwice(lake: NormalizedLake): string[] {
  const other = normalizerOf(lake);
  if (!other) return [];
  return [
    `lake already has the normalizer ${other.path}: Azure allows one event topic per account; remove one of them`,
  ];
}
