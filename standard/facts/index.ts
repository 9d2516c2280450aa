export {
  isRefused,
  type Known,
  known,
  knownAt,
  mapValue,
  oneOf,
  type Unknown,
  UnknownCause,
  unknown,
  unknownAt,
  type Value,
  valueOr,
} from '../../flows/value';
export { type DataRemoval, RemovalEffect } from './data-removal';
export type { DeliveryAccess, DeliveryRole, DeliveryRoles, EncryptionKey } from './delivery-access';
export type { DeliveryStreamFact, SubscriptionFacts } from './delivery-stream';
export { addressIn, type DeploymentUnit } from './deployment-unit';
export { type Destination, DestinationKind } from './destination';
export { type Existence, existenceOf, existTogether } from './existence';
export { Cloud, type Fact, type SourceLocation, type Where } from './fact';
export type { AnalyticsFact, AwsFlowLog, AzureFlowLog, FlowLog } from './flow-log';
export type { ImmutableProperty, ReplaceableResource } from './immutable-property';
export { type Network, NetworkKind } from './network';
export { PlannedAction, type PlannedChange } from './planned-change';
export type { PolicyDocument } from './policy-document';
export type { ProviderVersion } from './provider-version';
export {
  type Acknowledgement,
  EMPTY_MODEL,
  isAwsFlowLog,
  isAzureFlowLog,
  mergeModels,
  notUnderstood,
  type ResourceModel,
} from './resource-model';
export { FOREVER, type Retention } from './retention';
export {
  type AzureNormalizerFact,
  bucketStorage,
  type NormalizerFact,
  type StorageFact,
  type WorkspaceFact,
} from './storage';
export type { StorageAccountFact } from './storage-account';
export type { StreamedDestination } from './streamed-destination';
export type { UnreadPart } from './unread-part';
