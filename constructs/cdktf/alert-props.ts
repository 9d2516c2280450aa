import type { AlertDuration } from '../../azure/alerts';
import type { AlertReceivers } from './alert-receivers';
import type { IResourceGroup } from './azure-resources';

/** Props that alerts have in common. */
export interface AlertProps extends AlertReceivers {
  /**
   * How often it looks.
   *
   * @default AlertDuration.FIFTEEN_MINUTES
   */
  readonly frequency?: AlertDuration;

  /**
   * Group of its resources.
   *
   * @default - that of the workspace
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Tags of its resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
