import { Server } from '@grpc/grpc-js';
import { unknownValue } from '@pulumi/pulumi/runtime/rpc';
import { listening, unary } from '../grpc';

// the SDK ships the engine protocol without types
const { ResourceProviderService } = require('@pulumi/pulumi/proto/provider_grpc_pb');
const messages = require('@pulumi/pulumi/proto/provider_pb');
const { PluginInfo } = require('@pulumi/pulumi/proto/plugin_pb');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb');

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

type Inputs = Readonly<Record<string, unknown>>;

/** Computed outputs of a resource, and the inputs that force a replacement. */
export interface PluginBehaviour {
  /** Computed outputs. */
  outputsOf(type: string): readonly string[];
  replaces(type: string, input: string): boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: messages of the protocol have no types
type Message = any;

/**
 * A provider for Pulumi's real engine, in this process: it accepts all inputs and creates
 * nothing.
 */
export class StandInPlugin {
  private serial = 0;
  private readonly server = new Server();

  private constructor(private readonly behaviour: PluginBehaviour) {
    this.server.addService(ResourceProviderService, this.methods());
  }

  /** Starts a plugin on a free port. @returns the plugin, and its port */
  static async start(behaviour: PluginBehaviour): Promise<[StandInPlugin, number]> {
    const plugin = new StandInPlugin(behaviour);
    const port = await listening(plugin.server);
    return [plugin, port];
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private methods() {
    const { CheckResponse, ConfigureResponse, CreateResponse, DiffResponse, ReadResponse, UpdateResponse } =
      messages;
    const { Empty } = require('google-protobuf/google/protobuf/empty_pb');
    return {
      getPluginInfo: unary(() => filled(new PluginInfo(), { Version: '7.0.0' })),
      attach: unary(() => new Empty()),
      cancel: unary(() => new Empty()),
      checkConfig: unary((request: Message) => filled(new CheckResponse(), { Inputs: request.getNews() })),
      diffConfig: unary(() => filled(new DiffResponse(), { Changes: DIFF_NONE })),
      configure: unary(() => filled(new ConfigureResponse(), { Acceptsecrets: true, Supportspreview: true })),
      check: unary((request: Message) => filled(new CheckResponse(), { Inputs: request.getNews() })),
      diff: unary((request: Message) => this.diff(request)),
      create: unary((request: Message) => {
        this.serial += 1;
        const isPreview = request.getPreview();
        const id = isPreview ? '' : `id-${this.serial}`;
        return filled(new CreateResponse(), { Id: id, Properties: this.outputs(request, isPreview) });
      }),
      update: unary((request: Message) =>
        filled(new UpdateResponse(), { Properties: this.outputs(request, request.getPreview(), 'getNews') }),
      ),
      read: unary((request: Message) =>
        filled(new ReadResponse(), { Id: request.getId(), Properties: request.getProperties() }),
      ),
      delete: unary(() => new Empty()),
    };
  }

  private outputs(request: Message, isPreview: boolean, inputs = 'getProperties') {
    const given: Inputs = request[inputs]().toJavaScript();
    const computed = this.behaviour
      .outputsOf(typeOf(request))
      .map((name) => [name, isPreview ? unknownValue : `${name}-${this.serial}`]);
    return Struct.fromJavaScript({ ...Object.fromEntries(computed), ...given });
  }

  private diff(request: Message) {
    const [before, after]: Inputs[] = [
      request.getOldInputs().toJavaScript(),
      request.getNews().toJavaScript(),
    ];
    const names = [...new Set([...Object.keys(before as Inputs), ...Object.keys(after as Inputs)])];
    const changed = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
    const type = typeOf(request);
    return filled(new messages.DiffResponse(), {
      Changes: changed.length === 0 ? DIFF_NONE : DIFF_SOME,
      DiffsList: changed,
      ReplacesList: changed.filter((name) => this.behaviour.replaces(type, name)),
    });
  }
}

/** `aws:ec2/flowLog:FlowLog` of `urn:pulumi:dev::corpus::aws:ec2/flowLog:FlowLog::FlowLog`. */
function typeOf(request: Message): string {
  return String(request.getUrn()).split('::')[2] as string;
}

function filled(message: Message, values: Readonly<Record<string, unknown>>): Message {
  for (const [name, value] of Object.entries(values)) message[`set${name}`](value);
  return message;
}
