import type { Fact } from '../facts';

/** Engines that deploy resources. */
export enum Engine {
  CLOUDFORMATION = 'CloudFormation',
  TERRAFORM = 'Terraform',
  PULUMI = 'Pulumi',
  ARM = 'Azure Resource Manager',
}

/** Returns the engine that deploys a resource, by the syntax of its type. */
export function engineOf({ type }: Pick<Fact, 'type'>): Engine {
  if (type.startsWith('AWS::')) return Engine.CLOUDFORMATION;
  if (/^[\w-]+:[\w/]+:\w+$/.test(type)) return Engine.PULUMI;
  return type.includes('/') ? Engine.ARM : Engine.TERRAFORM;
}
