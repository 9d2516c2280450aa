import { join } from 'node:path';
import { loadPackageDefinition, Server, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import { listening, unary } from '../grpc';
import { appliedState, plannedState, replacing, type State, UnknownValue } from './planned-state';
import type { StandInBlock, StandInSchema } from './stand-in-schema';

const PROTOCOL = 6;
const LIST = 2;

/** Encoding of Terraform's values. Source: Terraform, "Wire Format for Terraform Objects and Associated Values". */
const CODEC = new ExtensionCodec();
const UNKNOWN_TYPE = 0;
const REFINED_UNKNOWN_TYPE = 12;
CODEC.register({
  type: UNKNOWN_TYPE,
  encode: (value) => (value instanceof UnknownValue ? new Uint8Array([0]) : null),
  decode: () => new UnknownValue(),
});
CODEC.register({ type: REFINED_UNKNOWN_TYPE, encode: () => null, decode: () => new UnknownValue() });

interface Packed {
  readonly msgpack: Uint8Array;
}

interface Change {
  readonly type_name: string;
  readonly prior_state: Packed;
  readonly after: Packed;
  readonly config: Packed;
}

/**
 * A provider for the real Terraform, in this process: it accepts the arguments of the real provider, knows
 * what the real provider knows before apply, and creates nothing.
 */
export class StandInProvider {
  private serial = 0;
  private readonly server = new Server();

  private constructor(
    /** `hashicorp/aws`. */
    private readonly source: string,
    private readonly schema: StandInSchema,
  ) {
    const definition = loadSync(join(__dirname, 'provider.proto'), { keepCase: true });
    const { tfplugin6 } = loadPackageDefinition(definition) as never as {
      tfplugin6: { Provider: { service: never } };
    };
    this.server.addService(tfplugin6.Provider.service, this.methods());
  }

  /** Starts a provider on a free port. @returns the provider, and the setting with which Terraform finds it */
  static async start(source: string, schema: StandInSchema): Promise<[StandInProvider, object]> {
    const provider = new StandInProvider(source, schema);
    const port = await listening(provider.server);
    const address = { Network: 'tcp', String: `127.0.0.1:${port}` };
    const found = {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL,
      Pid: process.pid,
      Test: true,
      Addr: address,
    };
    return [provider, { [`registry.terraform.io/${provider.source}`]: found }];
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private methods(): UntypedServiceImplementation {
    const nothing = () => ({});
    return {
      GetProviderSchema: unary(() => ({
        provider: { version: 0, block: { attributes: SETTINGS, block_types: [FEATURES] } },
        resource_schemas: Object.fromEntries(
          Object.entries(this.schema).map(([type, block]) => [type, { version: 0, block: wired(block) }]),
        ),
      })),
      ValidateProviderConfig: unary(nothing),
      ValidateResourceConfig: unary(nothing),
      ConfigureProvider: unary(nothing),
      StopProvider: unary(nothing),
      UpgradeResourceState: unary(({ raw_state }: { raw_state: { json: Uint8Array } }) => ({
        value: { json: raw_state.json },
      })),
      ReadResource: unary(({ current_state }: { current_state: Packed }) => ({ value: current_state })),
      PlanResourceChange: unary((change: Change) => this.plan(change)),
      ApplyResourceChange: unary(({ type_name, after }: Change) => {
        const planned = opened(after);
        this.serial += 1;
        return { value: packed(planned && appliedState(type_name, planned, this.serial)) };
      }),
    };
  }

  private plan({ type_name, prior_state, after, config }: Change): object {
    const [block, proposed, prior] = [this.schema[type_name], opened(after), opened(prior_state)];
    if (block === undefined || proposed === null) return { planned_state: after };
    const planned = plannedState(block, proposed, prior, opened(config) ?? {});
    return {
      planned_state: packed(planned),
      requires_replace: replacing(block, planned, prior).map((name) => ({
        steps: [{ attribute_name: name }],
      })),
      // the SDK of both providers supports unknown blocks
      legacy_type_system: true,
    };
  }
}

/** Settings of the AWS provider. Apps set them to state their account and region. */
const SETTINGS = [
  { name: 'region', type: Buffer.from('"string"'), optional: true },
  { name: 'allowed_account_ids', type: Buffer.from('["set","string"]'), optional: true },
];

/** azurerm requires a block of this name. */
const FEATURES = { type_name: 'features', nesting: LIST, block: { attributes: [], block_types: [] } };

function wired({ arguments: args, blocks }: StandInBlock): object {
  return {
    attributes: Object.entries(args).map(([name, { type, required, optional, computed }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      required: required ?? false,
      optional: optional ?? false,
      computed: computed ?? false,
    })),
    block_types: Object.entries(blocks).map(([name, block]) => ({
      type_name: name,
      nesting: LIST,
      min_items: block.min ?? 0,
      max_items: block.max ?? 0,
      block: wired(block),
    })),
  };
}

function opened({ msgpack }: Packed): State | null {
  return decode(msgpack, { extensionCodec: CODEC }) as State | null;
}

function packed(state: State | null): Packed {
  return { msgpack: encode(state, { extensionCodec: CODEC }) };
}
