import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlertReceivers } from '../alert-receivers';
import { allowAlarms } from './alarm-topic';

export interface AlertTopicProps extends AlertReceivers {
  readonly encryptionKey?: kms.IKey;
}

/** The topic of an alert with its subscriptions. */
export class AlertTopic {
  readonly topic: sns.ITopic;
  private readonly key?: kms.IKey;

  constructor(scope: Construct, { topic, encryptionKey, emails = [], webhooks = [] }: AlertTopicProps) {
    this.topic = topic ?? newTopic(scope, encryptionKey);
    this.key = topic ? topic.masterKey : encryptionKey;
    // for the alarm on the notifier
    allowAlarms(scope, this.topic);
    const subscribe = (kind: string, protocol: sns.SubscriptionProtocol, endpoints: readonly string[]) => {
      for (const [index, endpoint] of endpoints.entries()) {
        // an id cannot contain a token
        const name = Token.isUnresolved(endpoint) ? index : endpoint;
        new sns.Subscription(scope, `${kind}-${name}`, { topic: this.topic, protocol, endpoint });
      }
    };
    subscribe('Email', sns.SubscriptionProtocol.EMAIL, emails);
    subscribe('Webhook', sns.SubscriptionProtocol.HTTPS, webhooks);
  }

  /**
   * Grants publishing to a role.
   *
   * Source: Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs".
   */
  grantPublish(role: iam.Role): void {
    role.addToPolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }));
    this.key?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
  }
}

/** A topic that accepts TLS only. */
function newTopic(scope: Construct, encryptionKey: kms.IKey | undefined): sns.Topic {
  return new sns.Topic(scope, 'Topic', {
    displayName: 'Malicious traffic',
    masterKey: encryptionKey,
    enforceSSL: true,
  });
}
