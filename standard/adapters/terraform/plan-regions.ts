import { objectOf } from '../../../aws/template/read-template';
import { ProviderConfigurations } from './provider-configurations';

/** Finds the regions of the resources in a plan, by the configurations of their providers. */
export class PlanRegions {
  private readonly providers: ProviderConfigurations;

  /** @param plan the parsed plan. Source: Terraform, "JSON Output Format" */
  constructor(plan: Readonly<Record<string, unknown>>) {
    this.providers = new ProviderConfigurations(plan);
  }

  /** Returns the region of a resource; `undefined` if the configuration of its provider does not state it. */
  regionOf(address: string): string | undefined {
    const name = this.providers.nameFor(address);
    if (name === undefined) return undefined;
    const { region } = objectOf(this.providers.configuration(name).expressions);
    const value = this.providers.valueOf(region);
    return typeof value === 'string' ? value : undefined;
  }
}
