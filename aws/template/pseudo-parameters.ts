import { UnknownCause } from '../../flows/value';
import { ABSENT, type Evaluated, type Hole, hole } from './evaluated';
import { partitionOfRegion } from './regions';
import type { StackIndex } from './stack-index';
import type { TemplateStack } from './template-stack';

/**
 * Returns the value of a pseudo parameter; `undefined` if the name is not one. Source: AWS CloudFormation Template Reference,
 * "Pseudo parameters reference".
 */
export function pseudoParameter(
  name: string,
  stack: TemplateStack,
  index: StackIndex,
): Evaluated | undefined {
  if (!name.startsWith('AWS::')) return undefined;
  const { account, region } = stack;
  // a nested stack has the account and the region of its parent
  const open = (more: Partial<Hole> = {}) =>
    hole(`${name} is known only after deployment`, UnknownCause.DEPLOYMENT, {
      id: `${rootOf(stack, index).id}:${name}`,
      isAtomic: true,
      ...more,
    });
  const partition = region === undefined ? undefined : partitionOfRegion(region);
  switch (name) {
    case 'AWS::NoValue':
      return ABSENT;
    case 'AWS::AccountId':
      return account ?? open();
    case 'AWS::Region':
      return region ?? open();
    case 'AWS::Partition':
      return partition ?? open({ pattern: partitionOfRegion('') });
    case 'AWS::URLSuffix':
      return partition === undefined ? open({ pattern: urlSuffixOf('') }) : urlSuffixOf(partition);
    case 'AWS::StackName':
      return stack.name.includes('*') ? open({ id: `${stack.id}:${name}`, pattern: stack.name }) : stack.name;
    case 'AWS::StackId':
    case 'AWS::NotificationARNs':
      return open({ id: `${stack.id}:${name}`, isAtomic: false });
  }
  return undefined;
}

function urlSuffixOf(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** The stack that contains a nested stack, at any depth. */
function rootOf(stack: TemplateStack, index: StackIndex): TemplateStack {
  const seen = new Set<TemplateStack>();
  let root = stack;
  for (let creator = index.creatorOf(root); creator && !seen.has(creator.stack); ) {
    root = creator.stack;
    seen.add(root);
    creator = index.creatorOf(root);
  }
  return root;
}
