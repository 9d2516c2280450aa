import type { View } from '../../flows/views';
import { TAGGED_FLOWS } from './tagged-flows';
import { VPC_FLOW_LOGS } from './vpc-flow-logs';

/** Views over the columns that only AWS fills. */
export const AWS_VIEWS: readonly View[] = [VPC_FLOW_LOGS, TAGGED_FLOWS];
