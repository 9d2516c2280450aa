export { Cloud, type Fact, type SourceLine, type Where } from './fact';
export type { AnalyticsFact, AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
export { type Network, NetworkKind } from './network';
export {
  type Acknowledgement,
  EMPTY_MODEL,
  isOfAws,
  isOfAzure,
  joined,
  type ResourceModel,
} from './resource-model';
export { FOREVER, type Retention, type Sink, SinkKind } from './sink';
export { type Known, known, mapped, type Unknown, unknown, type Value, valueOr } from './value';
