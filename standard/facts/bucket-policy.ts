import { LOG_DELIVERY_SERVICE } from '../../aws/policies';
import { known, unknown, type Value } from './value';

/**
 * Why the policy of a bucket keeps flow logs out, `undefined` if it lets them in. Values that are not plain text are
 * taken for what only a deployment can tell.
 *
 * @param documents policy documents of the bucket, parsed
 */
export function deliveryRefusal(documents: readonly Value<unknown>[]): Value<string | undefined> {
  const open = documents.find((document) => !document.known);
  if (open && !open.known) return unknown(open.reason);
  // without any policy the service that makes a flow log writes one itself
  if (documents.length === 0) return known(undefined);
  const answers = documents
    .flatMap((document) => (document.known ? [document.value] : []))
    .flatMap((document) => [(document as { Statement?: unknown }).Statement ?? []].flat())
    .map(letsIn);
  if (answers.includes(true)) return known(undefined);
  if (answers.includes(undefined))
    return unknown('a statement of its policy is known only when it is deployed');
  return known(
    `its policy does not let ${LOG_DELIVERY_SERVICE} put objects, unless AWS may change the policy`,
  );
}

/** Whether a statement lets the service in; undefined if that can not be told. */
function letsIn(statement: unknown): boolean | undefined {
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
