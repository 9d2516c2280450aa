import type { TerraformProvider } from 'cdktf';
import type { AlertDuration } from '../../azure/alerts';
import type { AlertReceivers } from './alert-receivers';
import type { IResourceGroup } from './azure-resources';

/** Props that all alerts share. */
export interface AlertProps extends AlertReceivers {
  /**
   * Interval between two runs of the query.
   *
   * @default AlertDuration.FIFTEEN_MINUTES
   */
  readonly frequency?: AlertDuration;

  /**
   * Resource group of the alert rule and its action group.
   *
   * @default - the resource group of the workspace
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Provider of the resources.
   *
   * @default - the provider of the workspace
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
