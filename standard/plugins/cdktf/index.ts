export { FlowLogStandard } from '../../flow-log-standard';
export { FlowLogStandardAspect, type FlowLogStandardAspectProps } from './flow-log-standard-aspect';
