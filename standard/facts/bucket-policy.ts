import { LOG_DELIVERY_SERVICE } from '../../aws/policies';
import { known, unknown, type Value } from '../../flows/value';

/**
 * Returns why the policy of a bucket denies the delivery of flow logs, or `undefined` if it allows it. Values that are
 * not plain text are treated as unknown before deployment.
 *
 * @param documents policy documents of the bucket, parsed
 */
export function deliveryRefusal(documents: readonly Value<unknown>[]): Value<string | undefined> {
  const open = documents.find((document) => !document.known);
  if (open && !open.known) return unknown(open.reason);
  // EC2 creates the policy if the bucket has none
  if (documents.length === 0) return known(undefined);
  const results = documents
    .flatMap((document) => (document.known ? [document.value] : []))
    .flatMap((document) => [(document as { Statement?: unknown } | undefined)?.Statement ?? []].flat())
    .map(grantsAccess);
  if (results.includes(true)) return known(undefined);
  if (results.includes(undefined)) return unknown('a statement of its policy is known only after deployment');
  return known(
    `its policy does not allow ${LOG_DELIVERY_SERVICE} to put objects, unless EC2 is allowed to change the policy`,
  );
}

/** Whether a statement grants write access to the delivery service; `undefined` if unknown. */
function grantsAccess(statement: unknown): boolean | undefined {
  const { Effect, Principal, Action } = statement as Readonly<Record<string, unknown>>;
  if (Effect !== 'Allow') return false;
  const services = [(Principal as { Service?: unknown } | undefined)?.Service ?? Principal].flat();
  const actions = [Action].flat();
  const isNamed = services.some((each) => each === LOG_DELIVERY_SERVICE || each === '*');
  const mayPut = actions.some((each) => ['s3:PutObject', 's3:Put*', 's3:*', '*'].includes(String(each)));
  if (isNamed && mayPut) return true;
  const isOpen = (each: unknown) => typeof each === 'object' && each !== null && !('AWS' in each);
  return services.some(isOpen) || actions.some(isOpen) ? undefined : false;
}
