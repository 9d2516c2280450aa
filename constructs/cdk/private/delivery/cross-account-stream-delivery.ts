import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import {
  DESTINATION_ROLE_PREFIX,
  SOURCE_ROLE_PREFIX,
  sourceRoleStatements,
  sourceRoleTrust,
} from '../../../../aws/policies';
import type { CrossAccountFirehoseOptions } from '../../cross-account-firehose-options';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import { cdkStatements } from '../add-statements';
import { deliveryRoleName } from '../delivery-role-name';
import { roleWithTrust } from '../role-with-trust';
import type { IFlowLogDelivery } from './i-flow-log-delivery';

const STREAM_ARN = /^arn:[^:]+:firehose:[a-z0-9-]+:(?<account>\d{12}):deliverystream\/./;
const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/(?:.*\/)?(?<name>[^/]+)$/;

/** Delivers to a delivery stream in another account. The API requires a sending and a receiving role. */
export class CrossAccountStreamDelivery implements IFlowLogDelivery {
  constructor(private readonly options: CrossAccountFirehoseOptions) {}

  bind(scope: Construct, { target }: FlowLogContext): FlowLogDestinationConfig {
    const { deliveryStreamArn, receiverRoleArn } = this.options;
    const stack = Stack.of(scope);
    const { partition, account, region } = stack;
    const { arnType, resourceId, resources = [{ resourceId }] } = target;
    const targetArns = resources.map(
      (resource) => `arn:${partition}:ec2:${region}:${account}:${arnType}/${resource.resourceId}`,
    );
    const role = roleWithTrust(scope, 'DeliverySourceRole', {
      description: 'Delivers flow logs to a delivery stream in another account',
      trust: sourceRoleTrust(account),
      // the receiving role trusts roles whose names have this prefix
      roleName: deliveryRoleName(scope, SOURCE_ROLE_PREFIX),
    });
    const delivery = {
      account,
      sourceRoleArn: role.roleArn,
      destinationRoleArn: receiverRoleArn,
      targetArns,
    };
    for (const statement of cdkStatements(sourceRoleStatements(delivery))) role.addToPolicy(statement);
    const policy = role.node.tryFindChild('DefaultPolicy');
    return {
      logDestinationType: DestinationType.FIREHOSE,
      logDestination: deliveryStreamArn,
      deliverLogsPermissionArn: role.roleArn,
      deliverCrossAccountRole: receiverRoleArn,
      dependencies: policy ? [policy] : [],
      problems: this.problems(stack),
    };
  }

  private problems({ account }: Stack): string[] {
    const { deliveryStreamArn, receiverRoleArn } = this.options;
    const problems: string[] = [];
    if (!Token.isUnresolved(deliveryStreamArn)) {
      const owner = STREAM_ARN.exec(deliveryStreamArn)?.groups?.account;
      if (owner === undefined) {
        problems.push(
          `deliveryStreamArn is ${JSON.stringify(deliveryStreamArn)}: expected an ARN such as ` +
            'arn:aws:firehose:eu-west-1:111111111111:deliverystream/name',
        );
      }
      if (owner === account) {
        problems.push(
          `deliveryStreamArn is ${deliveryStreamArn}, in the account of the flow log: use toFirehose`,
        );
      }
    }
    if (!Token.isUnresolved(receiverRoleArn)) {
      const name = ROLE_ARN.exec(receiverRoleArn)?.groups?.name ?? '';
      if (!name.startsWith(DESTINATION_ROLE_PREFIX)) {
        problems.push(
          `receiverRoleArn is ${JSON.stringify(receiverRoleArn)}: expected the ARN of a role whose name begins with ` +
            `${DESTINATION_ROLE_PREFIX}. Create it with FirehoseReceiverRole in the account of the stream`,
        );
      }
    }
    return problems;
  }
}
