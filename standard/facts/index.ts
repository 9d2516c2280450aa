export { type Acknowledgement, EMPTY_ESTATE, type Estate, isOfAws, isOfAzure, joined } from './estate';
export { Cloud, type Fact, type SourceLine, type Where } from './fact';
export type { AnalyticsFact, AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
export { type Network, NetworkKind } from './network';
export { FOREVER, type Retention, type Sink, SinkKind } from './sink';
export { type Known, known, mapped, type Unknown, unknown, type Value, valueOr } from './value';
