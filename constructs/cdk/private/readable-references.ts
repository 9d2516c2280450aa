import { CfnElement, CfnParameter, CfnResource, type Reference, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { namedText, type ReferencedText } from '../../../aws/template/readable-value';
import { partitionOfRegion } from '../../../aws/template/regions';
import { joined, type PartialText } from '../../../flows/partial-text';

/** Longest texts of pseudo parameters, in characters. */
const MAX_LENGTH = { account: 12, region: 16, partition: 10, urlSuffix: 16, stackName: 128, bucketName: 63 };

/** Returns the text that a reference stands for, as far as it is known at synthesis. */
export function referenceText({ target, displayName }: Reference): PartialText {
  if (displayName.startsWith('AWS::')) return pseudoText(Stack.of(target), displayName) ?? '';
  return elementText(target, displayName);
}

/** Returns the texts of references by name in the template of a stack: those of escape hatches and included templates. */
export function textsIn(stack: Stack): ReferencedText {
  return (name, attribute) => {
    if (name.startsWith('AWS::')) return pseudoText(stack, name);
    const target = stack.node
      .findAll()
      .find(
        (each) =>
          CfnElement.isCfnElement(each) && each.stack === stack && stack.resolve(each.logicalId) === name,
      );
    return target ? elementText(target, attribute ?? 'Ref') : namedText(`${attribute ?? 'value'} of ${name}`);
  };
}

/** The value of a pseudo parameter; `undefined` for `AWS::NoValue`. The partition of a stack is a token even if its region is known. */
function pseudoText(stack: Stack, name: string): PartialText | undefined {
  const { account, region, stackName } = stack;
  const path = stack.node.path === '' ? 'this stack' : `stack ${stack.node.path}`;
  const isRegionKnown = !Token.isUnresolved(region);
  const known = (value: string, what: string, maxLength: number) =>
    Token.isUnresolved(value) ? namedText(`${what} of ${path}`, { maxLength, isAtomic: true }) : value;
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::AccountId':
      return known(account, 'account id', MAX_LENGTH.account);
    case 'AWS::Region':
      return known(region, 'region', MAX_LENGTH.region);
    case 'AWS::StackName':
      return known(stackName, 'name', MAX_LENGTH.stackName);
    case 'AWS::Partition':
      return isRegionKnown
        ? partitionOfRegion(region)
        : namedText(`partition of ${path}, such as aws`, { maxLength: MAX_LENGTH.partition, isAtomic: true });
    case 'AWS::URLSuffix':
      return isRegionKnown
        ? urlSuffixOf(stack)
        : namedText(`URL suffix of ${path}, such as amazonaws.com`, {
            maxLength: MAX_LENGTH.urlSuffix,
            isAtomic: true,
          });
  }
  return namedText(`${name} of ${path}`);
}

function urlSuffixOf({ region }: Stack): string {
  return partitionOfRegion(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function elementText(element: IConstruct, attribute: string): PartialText {
  const path = pathOf(element);
  if (element instanceof CfnParameter) return namedText(`value of parameter ${element.node.path}`);
  if (!CfnResource.isCfnResource(element)) return namedText(`${attribute} of ${path}`);
  const type = element.cfnResourceType;
  if (type !== 'AWS::S3::Bucket') {
    return namedText(
      attribute === 'Ref' ? `name or id of ${type} ${path}` : `${attribute} of ${type} ${path}`,
    );
  }
  const { bucketName } = element as CfnResource & { readonly bucketName?: string };
  const isKnown = typeof bucketName === 'string' && !Token.isUnresolved(bucketName);
  const name = isKnown
    ? bucketName
    : namedText(`name of bucket ${path}`, { maxLength: MAX_LENGTH.bucketName, isAtomic: true });
  if (attribute === 'Ref') return name;
  if (attribute === 'Arn')
    return joined('arn:', pseudoText(element.stack, 'AWS::Partition') ?? '', ':s3:::', name);
  return namedText(`${attribute} of bucket ${path}`);
}

/** Path of the construct that a user created: without `/Resource` and `/Default`. */
function pathOf({ node }: IConstruct): string {
  return node.path.replace(/\/(?:Resource|Default)$/, '');
}
