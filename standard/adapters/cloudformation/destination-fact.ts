import { type Evaluated, isObject, PartialValue, type StackResource } from '../../../aws/template/evaluated';
import type { Formula } from '../../../flows/formula';
import { displayed, joined, type PartialText, unknownText } from '../../../flows/partial-text';
import {
  type Destination,
  DestinationKind,
  FOREVER,
  known,
  knownAt,
  mapValue,
  type Retention,
  UnknownCause,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { DEFAULTS } from '../../facts/allowed-values';
import { externalDestination } from '../../facts/external-destination';
import { invalidDestination } from '../../facts/invalid-destination';
import { folderIn } from '../../facts/key-folder';
import { flowLogKeys } from '../../facts/key-scope';
import { bucketFacts } from './bucket-fact';
import { removalOf } from './data-removal';
import { replaceableFact } from './immutable-properties';
import { logGroupKey } from './key-fact';
import { locationOf, resourceByName } from './named-destination';
import { normalizerOf } from './normalizer-fact';
import { arnOf, logGroupArnOf } from './resource-texts';
import { streamFacts } from './stream-fact';
import { subscriptionFacts } from './subscription-fact';
import { isNotArn, referencedIn, type TemplateFacts } from './template-facts';

/** Resolves the destination of a flow log. */
export function destinationOf(facts: TemplateFacts, flowLog: StackResource): Value<Destination> {
  const { LogDestinationType, LogDestination, LogGroupName } = flowLog.resource.properties;
  const at = LogDestination === undefined ? 'Properties.LogGroupName' : 'Properties.LogDestination';
  const given = facts.app.existence(flowLog);
  return facts.values.each(
    // together, because both can depend on one condition
    { LogDestinationType, LogDestination, LogGroupName },
    flowLog,
    (properties): Value<Destination> => {
      const own = isObject(properties) ? properties : {};
      const type = facts.values.text(own.LogDestinationType, flowLog);
      if (!type.known) return unknownAt(type);
      const kind = (type.value ?? DEFAULTS.destinationType) as DestinationKind;
      const value = own.LogDestination ?? own.LogGroupName;
      if (value === undefined) return unknown('no destination is set', undefined, UnknownCause.NOT_SET);
      if (own.LogDestination !== undefined && own.LogGroupName !== undefined) {
        return unknown('LogDestination and LogGroupName are set', undefined, UnknownCause.CONFLICT);
      }
      const invalid = own.LogDestination === undefined ? undefined : withoutArn(value);
      if (invalid) return invalid;
      const resource = referencedIn(value);
      if (resource) {
        const destination = resourceDestination(
          facts,
          resource,
          { folder: folderIn(facts.texts.textOf(value)), given },
          at,
        );
        return mapValue(destination, (each) => ({ ...each, isNamed: isNotArn(value) }));
      }
      const location = locationOf(value);
      if (!location.known) return unknownAt(location);
      const named = resourceByName(facts, flowLog.stack, kind, location.value);
      if (named) return resourceDestination(facts, named, { folder: folderIn(location.value), given }, at);
      const { stack, resource: template } = flowLog;
      const origin = facts.factOf(stack, { ...EXTERNAL_RESOURCE, properties: template.properties });
      return known(externalDestination(kind, location.value, origin));
    },
    at,
  );
}

/** Returns an invalid destination for a text with unknown parts that is no ARN; a rule checks texts without them. */
function withoutArn(value: Evaluated): Value<Destination> | undefined {
  if (!(value instanceof PartialValue)) return undefined;
  return invalidDestination(
    joined(
      ...value.parts.map((part) =>
        typeof part === 'string' ? part : unknownText('it is known only after deployment'),
      ),
    ),
  );
}

/** A destination outside the app has no resource in a template. */
const EXTERNAL_RESOURCE = { logicalId: '', type: '', dependsOn: [] };

/** The destination as the flow log has it. */
interface WrittenDestination {
  /** Folder of a bucket, with a slash at the end. */
  readonly folder: PartialText;
  /** When the flow log exists. */
  readonly given: Formula;
}

function resourceDestination(
  facts: TemplateFacts,
  stackResource: StackResource,
  { folder, given }: WrittenDestination,
  at: string,
): Value<Destination> {
  const { stack, resource } = stackResource;
  const account: Value<string> =
    stack.account === undefined
      ? unknown('the account is known only after deployment')
      : known(stack.account);
  const { properties } = resource;
  const shared = {
    ...replaceableFact(facts, stackResource),
    account,
    removal: removalOf(facts, stackResource),
  };
  if (resource.type === 'AWS::S3::Bucket') {
    const normalizer = normalizerOf(facts, stackResource);
    return known(
      {
        ...shared,
        kind: DestinationKind.S3,
        keyPrefix: displayed(folder),
        ...bucketFacts(facts, stackResource, flowLogKeys(displayed(folder)), { folder, given }),
        ...(normalizer && { normalizer }),
      },
      at,
    );
  }
  if (resource.type === 'AWS::Logs::LogGroup') {
    const days = facts.values.number(properties.RetentionInDays, stackResource);
    const retention = knownAt(
      mapValue(days, (each): Retention => each ?? FOREVER),
      'Properties.RetentionInDays',
    );
    const { streams, subscriptions } = subscriptionFacts(facts, stackResource);
    return known(
      {
        ...shared,
        kind: DestinationKind.LOG_GROUP,
        name: nameOf(facts, stackResource, 'LogGroupName'),
        retention,
        hotRetention: retention,
        customerManagedKey: facts.values.isSet(properties.KmsKeyId, stackResource),
        access: known({
          arn: logGroupArnOf(facts.texts, stackResource),
          home: facts.texts.homeOf(stack),
          keyPrefix: '',
          policies: [],
          key: logGroupKey(facts, stackResource, given),
        }),
        storage: {
          retention,
          moves: known(false),
          storageClass: facts.values.text(properties.LogGroupClass, stackResource),
          subscriptions,
        },
        streams,
      },
      at,
    );
  }
  if (resource.type === 'AWS::KinesisFirehose::DeliveryStream') {
    const { stream, ...ofBucket } = streamFacts(facts, stackResource);
    return known(
      {
        ...shared,
        kind: DestinationKind.FIREHOSE,
        name: nameOf(facts, stackResource, 'DeliveryStreamName'),
        access: known({
          arn: arnOf(facts.texts, stackResource),
          home: facts.texts.homeOf(stack),
          keyPrefix: '',
          policies: [],
          key: known(undefined),
        }),
        ...ofBucket,
        streams: [stream],
      },
      at,
    );
  }
  return unknown(`the destination has the unsupported type ${resource.type}`, at);
}

function nameOf(facts: TemplateFacts, named: StackResource, property: string): Value<string> {
  const name = facts.values.text(named.resource.properties[property], named);
  if (!name.known) return unknownAt(name);
  return name.value === undefined
    ? unknown('CloudFormation generates the name during deployment')
    : known(name.value);
}
