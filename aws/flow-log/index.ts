export {
  AGGREGATION_INTERVALS,
  DEFAULT_AGGREGATION_INTERVAL,
  TRANSIT_GATEWAY_AGGREGATION_INTERVAL,
} from './aggregation-interval';
export { DEFAULT_DESTINATION_TYPE, DestinationType } from './destination-type';
export { DEFAULT_FILE_FORMAT, FileFormat } from './file-format';
export { FLOW_LOG_TYPE } from './flow-log-type';
export { isPlaceholderId, kindOfTargetId, type TargetIdProblem, targetIdProblem } from './target-id';
export {
  isTransitGatewayKind,
  resourceKindOfTarget,
  TARGET_KINDS,
  TargetKind,
  type TargetKindFacts,
  targetKindNamed,
} from './target-kind';
export { isParentAttribute, TARGET_RESOURCES, type TargetResourceFacts } from './target-resources';
export { sharesTraffic, TRAFFIC_TYPES, type TrafficType, widestTraffic } from './traffic-type';
