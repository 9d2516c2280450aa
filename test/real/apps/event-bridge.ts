import { App, Stack } from 'aws-cdk-lib';
import { FlowLake, RawNotifications } from 'cloud-flow-logs/cdk';

/** A lake that EventBridge notifies. */
new FlowLake(new Stack(new App(), 'NetworkStack'), 'Lake', {
  rawNotifications: RawNotifications.throughEventBridge(),
});
