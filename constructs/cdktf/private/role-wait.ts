import { type ITerraformDependable, type TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { ROLE_DELAY_SECONDS } from '../../../azure/role-delay';
import { ReplaceableProvider } from './replaceable-provider';

/** Context key that replaces the seconds of each wait for roles: more for a slow tenant, 0 for none. */
export const ROLE_WAIT_CONTEXT = 'cloud-flow-logs:role-wait-seconds';

/** A role assignment. */
export interface AssignedRole extends IConstruct {
  readonly id: string;
}

const TIME = {
  terraformResourceType: 'time',
  terraformProviderSource: 'hashicorp/time',
  terraformGeneratorMetadata: { providerName: 'time', providerVersionConstraint: '~> 0.13' },
};

const PROVIDER_ID = 'FlowLogsTime';

/**
 * Returns a resource that exists once new roles have taken effect. Resources that use the roles depend on it. If a role is
 * replaced, Terraform waits again.
 *
 * @throws Error if the context value is not a number of seconds
 */
export function rolesInEffect(
  scope: Construct,
  id: string,
  grants: readonly AssignedRole[],
): ITerraformDependable {
  return new RoleWait(scope, id, grants);
}

/** A `time_sleep`, declared here because its bindings would be a dependency of every app. */
class RoleWait extends TerraformResource {
  private readonly attributes: {
    readonly create_duration: string;
    readonly triggers: Record<string, string>;
  };

  constructor(scope: Construct, id: string, grants: readonly AssignedRole[]) {
    super(scope, id, {
      terraformResourceType: 'time_sleep',
      terraformGeneratorMetadata: TIME.terraformGeneratorMetadata,
      provider: timeProvider(scope),
    });
    this.attributes = {
      create_duration: `${waitSeconds(scope)}s`,
      triggers: Object.fromEntries(grants.map((grant) => [grant.node.id, grant.id])),
    };
  }

  protected override synthesizeAttributes() {
    return { ...this.attributes };
  }

  protected override synthesizeHclAttributes() {
    const { create_duration: duration, triggers } = this.attributes;
    return {
      create_duration: { value: duration, isBlock: false, type: 'simple', storageClassType: 'string' },
      triggers: { value: triggers, isBlock: false, type: 'map', storageClassType: 'stringMap' },
    };
  }
}

/** The provider of `time_sleep`. */
class TimeProvider extends ReplaceableProvider {
  constructor(stack: TerraformStack) {
    super(stack, PROVIDER_ID, TIME);
  }
}

function timeProvider(scope: Construct): TerraformProvider {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(PROVIDER_ID) as TerraformProvider | undefined) ?? new TimeProvider(stack);
}

function waitSeconds(scope: Construct): number {
  const value = scope.node.tryGetContext(ROLE_WAIT_CONTEXT) ?? ROLE_DELAY_SECONDS;
  const seconds = typeof value === 'number' || /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (Number.isInteger(seconds) && seconds >= 0) return seconds;
  throw new Error(
    `${scope.node.path}: context ${ROLE_WAIT_CONTEXT} is ${JSON.stringify(value)}: expected a whole number of seconds, for example ${ROLE_DELAY_SECONDS}`,
  );
}
