import { FLOW_LOG_TYPE } from '../../../aws/flow-log';
import { AppValues } from '../../../aws/template/stack-values';
import type { TemplateResource, TemplateStack } from '../../../aws/template/template-stack';
import { type Network, NetworkKind, type ResourceModel } from '../../facts';
import { acknowledgementsOf } from './acknowledgements';
import { flowLogFact } from './flow-log-fact';
import { replaceableFact } from './immutable-properties';
import { TemplateFacts } from './template-facts';

const NETWORKS: Readonly<Record<string, NetworkKind>> = {
  'AWS::EC2::VPC': NetworkKind.VPC,
  'AWS::EC2::Subnet': NetworkKind.SUBNET,
  'AWS::EC2::TransitGateway': NetworkKind.TRANSIT_GATEWAY,
};

/** Types of destinations. */
const STORES = ['AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::KinesisFirehose::DeliveryStream'];

/** Builds the resource model of one app from its templates. */
export function templateModel(stacks: readonly TemplateStack[]): ResourceModel {
  const facts = new TemplateFacts(new AppValues(stacks));
  const networks: Network[] = [];
  const flowLogs = [];
  for (const stack of stacks) {
    for (const resource of stack.resources) {
      const kind = NETWORKS[resource.type];
      if (kind !== undefined) networks.push(networkOf(facts, stack, resource, kind));
      else if (resource.type === FLOW_LOG_TYPE) flowLogs.push(flowLogFact(facts, stack, resource));
    }
  }
  return {
    networks,
    flowLogs,
    acknowledgements: stacks.flatMap((stack) => acknowledgementsOf(facts, stack)),
    unread: [],
    stores: STORES.flatMap((type) => facts.ofType(type)).map((store) => replaceableFact(facts, store)),
  };
}

function networkOf(
  facts: TemplateFacts,
  stack: TemplateStack,
  resource: TemplateResource,
  kind: NetworkKind,
): Network {
  const fact = { ...replaceableFact(facts, { stack, resource }), kind };
  if (kind !== NetworkKind.SUBNET) return fact;
  const parent = facts.target(resource.properties.VpcId, stack, 'Properties.VpcId');
  return { ...fact, parent };
}
