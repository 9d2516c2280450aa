import type { Grant } from './grant';

/** The resource of a grant for a key whose id is unknown before deployment. */
const ANY_KEY = /^arn:[^:]*:(?:kms|\*):[^:]*:[^:]*:(?:key\/)?\*$/;

/** Whether an ARN matches every KMS key of an account. */
export function isAnyKey(arn: string): boolean {
  return ANY_KEY.test(arn);
}

/**
 * Adds conditions to actions that a service calls on a key with the permissions of the deployer. The key of a grant is known,
 * or it is every key of the account. In the second case, the grant is limited to calls of the service.
 *
 * Source: AWS KMS Developer Guide, "AWS KMS condition keys": kms:GrantIsForAWSResource, kms:ViaService.
 *
 * @param service pattern of the service in `kms:ViaService`: `lambda.eu-central-1.*`
 */
export function keyGrants(grant: Grant, service: string): Grant[] {
  const { actions, resources } = grant;
  if (!actions.every((action) => action.startsWith('kms:')) || !resources.some(isAnyKey)) return [grant];
  const ofGrants = actions.filter((action) => action.endsWith('Grant'));
  const viaService = { StringLike: { 'kms:ViaService': service } };
  return [
    {
      ...grant,
      actions: ofGrants,
      condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, ...viaService },
    },
    { ...grant, actions: actions.filter((action) => !ofGrants.includes(action)), condition: viaService },
  ];
}
