import { objectOf } from '../../../aws/template/read-template';

type State = Readonly<Record<string, unknown>>;

const AWS_PROVIDER = 'pulumi:providers:aws';

/**
 * Returns a function that returns the region of a resource: of its explicit provider, or of the stack's configuration
 * (`aws:region`). Source: Pulumi, "Default and explicit providers".
 *
 * @param states the states of all resources, with the providers
 */
export function providerRegions(
  json: unknown,
  states: readonly State[],
): (state: State) => string | undefined {
  const { 'aws:region': configured } = objectOf(objectOf(json).config);
  const byProvider = new Map(
    states.flatMap(({ urn, type, inputs }) => {
      const { region } = objectOf(inputs);
      return type === AWS_PROVIDER && typeof region === 'string' ? [[String(urn), region] as const] : [];
    }),
  );
  return ({ type, provider }) => {
    if (!String(type).startsWith('aws:')) return undefined;
    // `urn::id`
    const urn = String(provider ?? '').replace(/::[^:]*$/, '');
    return byProvider.get(urn) ?? (typeof configured === 'string' ? configured : undefined);
  };
}
