export { type Lifecycle, type LifecycleTransition, lifecycleProblems, lifecycleWarnings } from './lifecycle';
export { LOG_GROUP_RETENTION_DAYS, logGroupRetentionOf, logGroupRetentionProblem } from './log-group';
export { maxRowAge } from './row-age';
export { STORAGE_CLASSES, StorageClass, type StorageClassFacts } from './storage-class';
