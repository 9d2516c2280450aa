export { FlowLogStandard } from '../../flow-log-standard';
export { FlowLogStandardPlugin, type FlowLogStandardPluginProps } from './flow-log-standard-plugin';
