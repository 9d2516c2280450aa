import { comparableId } from '../../facts/comparable-id';

/** Arguments and attributes that identify a resource. */
const IDENTIFIERS = ['id', 'arn', 'name', 'bucket', 'key_id', 'key_arn'];

/**
 * Whether a known text identifies the resource with these values: it is its id or its name, or an ARN with it. An expression
 * that names a resource can have the value of another one: `coalesce(var.vpc_id, aws_vpc.main.id)`.
 */
export function isIdentifiedBy(text: string, values: Readonly<Record<string, unknown>> | undefined): boolean {
  const own = IDENTIFIERS.map((name) => values?.[name]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  if (own.some((each) => comparableId(each) === comparableId(text))) return true;
  const [, bucket] = /^arn:[^:]*:s3:::([^/]+)/.exec(text) ?? [];
  if (bucket !== undefined) return own.includes(bucket);
  if (!text.startsWith('arn:')) return false;
  const whole = text.replace(/:\*$/, '');
  return own.some((each) => whole === each || whole.endsWith(`:${each}`) || whole.endsWith(`/${each}`));
}
