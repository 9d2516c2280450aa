import type { ForeignForm } from '../../flows/input/input-form';
import { firstListed, firstObject, membersOf } from '../../flows/input/json-members';

const IN_CONTAINER =
  'in the container insights-logs-flowlogflowevent (of NSG flow logs: ' +
  'insights-logs-networksecuritygroupflowevent) in the storage account of the flow log';

const RULES = ['securityRules', 'defaultSecurityRules'];
const TABLES = /\b(NTANetAnalytics|NTAIpDetails|AzureNetworkAnalytics(?:_CL|IPDetails_CL)?)\b/;
const COLUMNS = /\b(FA_?SchemaVersion(?:_s)?|FlowStartTime_t|FlowIntervalStartTime(?:_t)?)\b/i;

/** Exports of Azure that are no flow logs, or no raw ones, although their members have names of flow logs. */
export const AZURE_EXPORTS: readonly ForeignForm[] = [
  {
    id: 'traffic-analytics',
    title: 'flows that Traffic Analytics has aggregated',
    advice: `An aggregated row stands for many flows, whose times and source ports are lost. Normalize the raw blobs ${IN_CONTAINER}.`,
    recognizes({ head }) {
      const found = TABLES.exec(head)?.[1] ?? COLUMNS.exec(head)?.[1];
      return found && !head.includes('"flowTuples"') ? `it contains ${found}` : undefined;
    },
  },
  {
    id: 'nsg-rules',
    title: 'the rules of network security groups, not their flows',
    advice: `Rules have no traffic. Enable a flow log for the network, and normalize its blobs ${IN_CONTAINER}.`,
    recognizes({ json }) {
      const first = firstObject(json);
      const groups = [first, membersOf(first?.properties), firstListed(json, 'value')];
      const properties = membersOf(groups[2]?.properties);
      const has = [...groups, properties].some((group) => group && RULES.some((name) => name in group));
      if (has) return 'it has the member securityRules';
      return first && 'sourceAddressPrefix' in (membersOf(first.properties) ?? first)
        ? 'it has the member sourceAddressPrefix'
        : undefined;
    },
  },
  {
    id: 'azure-flow-log-configuration',
    title: 'the configuration of an Azure flow log, not its records',
    advice: `Normalize its blobs ${IN_CONTAINER}.`,
    recognizes({ json }) {
      const first = firstObject(json);
      const found = [first, membersOf(first?.properties)].some(
        (each) => each && 'storageId' in each && ('retentionPolicy' in each || 'targetResourceId' in each),
      );
      return found ? 'it has the member storageId' : undefined;
    },
  },
];
