export { FlowLogStandard } from '../../flow-log-standard';
export { flowLogPolicies } from './flow-log-policies';
