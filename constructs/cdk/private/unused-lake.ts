import { Annotations, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Id of the lake that `FlowLake.ofStack` creates. */
const DEFAULT_ID = 'FlowLake';

/** The lakes to which flow logs of their app deliver. */
const RECEIVERS = new WeakSet<IConstruct>();

/** Records that a flow log of the app delivers to a lake. */
export function registerReceiver(lake: IConstruct): void {
  RECEIVERS.add(lake);
}

/**
 * Warns if no flow log of the complete app delivers to a lake, and others deliver to the lake of a stack: the app probably
 * omits their `destination`.
 */
export function reportIfUnused(lake: IConstruct): void {
  lake.node.addValidation({
    validate: () => {
      const other = RECEIVERS.has(lake) ? undefined : defaultReceiver(lake.node.root);
      if (other) Annotations.of(lake).addWarningV2('cloud-flow-logs:unusedLake', messageFor(other));
      return [];
    },
  });
}

/** A lake to which flow logs without a destination deliver. */
function defaultReceiver(root: IConstruct): IConstruct | undefined {
  const stacks = root.node.findAll().filter((node) => Stack.isStack(node));
  return stacks
    .map(({ node }) => node.tryFindChild(DEFAULT_ID))
    .find((each) => each !== undefined && RECEIVERS.has(each));
}

function messageFor({ node: { path } }: IConstruct): string {
  return (
    `no flow log of the app delivers to this lake. Flow logs without a destination deliver to ${path}. Set their ` +
    'destination to FlowLogDestination.toLake(lake), or replace new FlowLake(...) with FlowLake.ofStack(this, props) ' +
    'before the first of them'
  );
}
