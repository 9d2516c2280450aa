import { namingOf } from '../../../aws/deployer/catalogue';
import { FLOW_LOG_TYPE } from '../../../aws/flow-log';
import { AppValues, type StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { type AwsFlowLog, type Fact, type Network, NetworkKind, type ResourceModel } from '../../facts';
import { acknowledgementsOf } from './acknowledgements';
import { flowLogFact } from './flow-log-fact';
import { replaceableFact } from './immutable-properties';
import { normalizers } from './normalizer-fact';
import { TemplateFacts } from './template-facts';
import { TemplateGaps } from './template-gaps';

const NETWORKS: Readonly<Record<string, NetworkKind>> = {
  'AWS::EC2::VPC': NetworkKind.VPC,
  'AWS::EC2::Subnet': NetworkKind.SUBNET,
  'AWS::EC2::TransitGateway': NetworkKind.TRANSIT_GATEWAY,
};

/** Types of destinations. */
const STORES = ['AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::KinesisFirehose::DeliveryStream'];

/** Builds the resource model of one app from its templates. */
export function templateModel(stacks: readonly TemplateStack[]): ResourceModel {
  const facts = new TemplateFacts(new AppValues(stacks, namingOf));
  const networks: Network[] = [];
  const flowLogs: AwsFlowLog[] = [];
  const gaps = new TemplateGaps(facts);
  for (const stack of stacks) {
    for (const resource of stack.resources) {
      if (facts.app.existence({ stack, resource }) === false) continue;
      const kind = NETWORKS[resource.type];
      if (kind !== undefined) networks.push(networkOf(facts, { stack, resource }, kind, gaps));
      else if (resource.type === FLOW_LOG_TYPE) flowLogs.push(flowLogFact(facts, stack, resource));
    }
  }
  return {
    networks,
    flowLogs,
    acknowledgements: stacks.flatMap((stack) => acknowledgementsOf(facts, stack)),
    unread: gaps.unread,
    stores: STORES.flatMap((type) => facts.ofType(type)).map((store) => replaceableFact(facts, store)),
    unpricedNormalizers: unpricedNormalizers(facts, flowLogs),
  };
}

/** Returns the normalizers that read the records of no flow log, as far as the templates show. */
function unpricedNormalizers(facts: TemplateFacts, flowLogs: readonly AwsFlowLog[]): Fact[] {
  const priced = new Set(
    flowLogs.flatMap(({ destination }) => {
      const { normalizer, streams = [] } = destination.known ? destination.value : {};
      return [normalizer, ...streams.map((stream) => stream.normalizer)].map((each) => each?.address);
    }),
  );
  return normalizers(facts)
    .map(({ stack, resource }) => facts.factOf(stack, resource))
    .filter(({ address }) => !priced.has(address));
}

function networkOf(
  facts: TemplateFacts,
  network: StackResource,
  kind: NetworkKind,
  gaps: TemplateGaps,
): Network {
  const uncertainty = gaps.uncertaintyOf(network);
  const fact = {
    ...replaceableFact(facts, network),
    kind,
    ...(uncertainty !== undefined && { uncertainty }),
  };
  if (kind !== NetworkKind.SUBNET) return fact;
  const parent = facts.target(network.resource.properties.VpcId, network, 'Properties.VpcId');
  return { ...fact, parent };
}
