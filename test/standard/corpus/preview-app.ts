import { ACCOUNT, type CorpusApp, REGION } from './corpus-app';
import { PulumiReference, pulumiDeclarations } from './pulumi-app';

/** The placeholder that Pulumi's engine writes for an unknown value. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Returns the app in the output format of `pulumi preview --json`. Source: Pulumi, `pkg/display/json.go` and the SDK. */
export function previewOf(app: CorpusApp): object {
  return {
    config: { 'aws:region': REGION, 'aws:allowedAccountIds': JSON.stringify([ACCOUNT]) },
    steps: pulumiDeclarations(app).map(({ type, name, inputs }) => {
      const urn = urnOf(type, name);
      const dependencies = Object.entries(inputs).flatMap(([key, value]) =>
        referencesIn(value).length === 0
          ? []
          : [[key, referencesIn(value).map((each) => urnOf(each.type, each.name))]],
      );
      const written = withUnknowns(inputs);
      return {
        op: 'create',
        urn,
        newState: {
          urn,
          custom: true,
          type,
          inputs: written,
          outputs: written,
          parent: 'urn:pulumi:dev::corpus::pulumi:pulumi:Stack::corpus-dev',
          propertyDependencies: Object.fromEntries(dependencies),
        },
      };
    }),
  };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::corpus::${type}::${name}`;
}

function referencesIn(value: unknown): PulumiReference[] {
  if (value instanceof PulumiReference) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

function withUnknowns(value: unknown): unknown {
  if (value instanceof PulumiReference) return UNKNOWN;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withUnknowns(each)]));
}
