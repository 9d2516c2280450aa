import { isTransitGatewayKind } from '../../aws/flow-log';
import { recordTypesText, selectedTypes } from '../../azure/flow-log/record-type';
import { type FlowLog, isAwsFlowLog, mapValue, type Value, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { formatTextOf } from '../rule-support/written-format';

/** A property that the review of a change compares. */
export interface ComparedProperty {
  readonly name: string;
  readonly value: Value<string>;
  /** Whether a change replaces the flow log. */
  readonly isImmutable: boolean;
}

/** The value of the filter of a flow log that records all flows. */
export const NO_FILTER = 'none';

/**
 * Returns the properties of a flow log, with the defaults of the cloud. AWS can only update the tags of a flow log in
 * place. Azure can update everything except its name and network watcher.
 *
 * Sources: CloudFormation, "AWS::EC2::FlowLog"; azurerm, `azurerm_network_watcher_flow_log`.
 */
export function propertiesOf(flowLog: FlowLog): ComparedProperty[] {
  const { target, targetKind, destination } = flowLog;
  const shared = {
    'target kind': targetKind,
    target,
    destination: mapValue(destination, ({ name, address }) => valueOr(name, address)),
  };
  if (isAwsFlowLog(flowLog)) {
    const transit = targetKind.known && isTransitGatewayKind(targetKind.value);
    const interval = transit ? DEFAULTS.transitGatewayInterval : DEFAULTS.interval;
    return compared(true, {
      format: mapValue(flowLog.format, (text) => formatTextOf(text, flowLog)),
      'traffic type': mapValue(flowLog.traffic, (traffic) => traffic ?? 'ALL'),
      'aggregation interval': mapValue(flowLog.interval, (seconds) => `${seconds ?? interval} seconds`),
      'destination type': mapValue(flowLog.destinationType, (type) => type ?? DEFAULTS.destinationType),
      'file format': mapValue(flowLog.fileFormat, (format) => format ?? DEFAULTS.fileFormat),
      'Hive folders': mapValue(flowLog.hivePartitions, String),
      'folders by hour': mapValue(flowLog.hourlyPartitions, String),
      ...shared,
    });
  }
  return [
    ...compared(true, { 'network watcher and name': flowLog.identity }),
    ...compared(false, {
      ...shared,
      enabled: mapValue(flowLog.enabled, String),
      version: mapValue(flowLog.version, (version) => String(version ?? DEFAULTS.version)),
      'retention days': mapValue(flowLog.retentionDays, String),
      filter: mapValue(flowLog.filter, (text) => text ?? NO_FILTER),
      identity: mapValue(flowLog.identityType, (type) => type ?? 'none'),
      'record types': mapValue(flowLog.recordTypes, (text) => recordTypesText(selectedTypes(text))),
      'Traffic Analytics': mapValue(flowLog.analytics, (analytics) => {
        if (analytics === undefined || !valueOr(analytics.enabled, true)) return 'off';
        return `every ${valueOr(analytics.interval, DEFAULTS.analyticsInterval) ?? DEFAULTS.analyticsInterval} minutes`;
      }),
    }),
  ];
}

function compared(isImmutable: boolean, values: Readonly<Record<string, Value<string>>>): ComparedProperty[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, isImmutable }));
}
