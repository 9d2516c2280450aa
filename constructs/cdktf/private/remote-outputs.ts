import { join } from 'node:path';
import { TerraformBackend, TerraformOutput, type TerraformRemoteState, TerraformStack } from 'cdktf';

/**
 * Returns the output that a remote state reads, if it is the state of another stack of the app: all settings that the remote
 * state and the backend of the stack have in common are equal.
 */
export function outputBehind(remote: TerraformRemoteState, name: string): TerraformOutput | undefined {
  const { backend, config } = stateOf(remote);
  const stacks = remote.node.root.node.findAll().filter((node) => TerraformStack.isStack(node));
  const owner = stacks.find((stack) => {
    const settings = backendOf(stack)[backend];
    const common = Object.keys(settings ?? {}).filter((key) => config[key] !== undefined);
    return common.length > 0 && common.every((key) => config[key] === settings?.[key]);
  });
  const outputs = owner?.node.findAll().filter((node) => TerraformOutput.isTerraformOutput(node));
  return outputs?.find(({ friendlyUniqueId }) => friendlyUniqueId === name);
}

type Settings = Readonly<Record<string, unknown>>;

function stateOf(remote: TerraformRemoteState): { readonly backend: string; readonly config: Settings } {
  const { data } = remote.toTerraform();
  const [state] = Object.values(data.terraform_remote_state);
  return state as ReturnType<typeof stateOf>;
}

/** Settings of a stack's backend by type. Without a backend, CDKTF adds the local one at synth. */
function backendOf(stack: TerraformStack): Readonly<Record<string, Settings>> {
  const found = stack.node.findAll().find((node) => TerraformBackend.isBackend(node));
  if (!found) return { local: { path: join(process.cwd(), `terraform.${stack.node.id}.tfstate`) } };
  return (found as TerraformBackend).toTerraform().terraform.backend;
}
