import { FLOW_EDGES } from './flow-edges';
import { OCSF_NETWORK_ACTIVITY } from './ocsf';
import type { View } from './view';

export { relationViews } from './relation-views';
export { type Dialect, type SqlType, typeText } from './sql-type';
export type { View, ViewColumn } from './view';

/** The views that contain the rows of every cloud. */
export const VIEWS: readonly View[] = [FLOW_EDGES, OCSF_NETWORK_ACTIVITY];
