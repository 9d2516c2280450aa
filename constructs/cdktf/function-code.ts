import { FUNCTION_ARCHIVE } from '../../azure/normalizer/function-archive';
import { DEFAULT_TIMEOUT_MINUTES } from '../../azure/publisher/environment';

/** Options of `FunctionCode.publish()`. */
export interface PublishOptions {
  /**
   * Minutes after which the publication fails, 1 to 120. New roles take up to ten minutes to take effect.
   *
   * @default 20
   */
  readonly timeoutMinutes?: number;
}

/**
 * How the code of the normalizer gets to its function. Flex Consumption runs a package from its deployment container only, and
 * only the service OneDeploy writes it there.
 *
 * @example
 * const code = FunctionCode.publish({ timeoutMinutes: 30 });
 */
export class FunctionCode {
  /** Path of the package of the function, for `fromUrl()` and `external()`. */
  static readonly PACKAGE: string = FUNCTION_ARCHIVE;

  /**
   * Terraform publishes the package that is part of this npm package, with a program that runs on the machine that applies. The
   * program retries requests while roles take effect and the site starts.
   *
   * The machine needs
   * - the command `node`, 20 or later
   * - HTTPS access to the SCM endpoint of the site, `<name>.scm.azurewebsites.net` in the public cloud
   * - the credentials of the azurerm provider in variables such as `ARM_CLIENT_ID`, `ARM_TENANT_ID`, `ARM_CLIENT_SECRET`,
   *   `ARM_USE_OIDC` and `ARM_USE_MSI`, or a session of the Azure CLI. Secrets that only the provider block contains do not
   *   reach the program, nor do client certificates.
   *
   * The deployer needs Microsoft.Web/sites/read and Microsoft.Web/sites/publish/Action on the site, for example by the role
   * Website Contributor.
   *
   * @example
   * new FlowNormalizer(stack, 'Normalizer', { lake, subnetId: functionSubnet.id, code: FunctionCode.publish() });
   */
  static publish(options: PublishOptions = {}): FunctionCode {
    return new FunctionCode(undefined, true, options.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES);
  }

  /**
   * Azure Resource Manager publishes the package at a URL, for machines without Node or without a route to the site. Upload
   * `FunctionCode.PACKAGE` first. Publish another version at another URL: Terraform does not see the content.
   *
   * @param url HTTPS URL that Azure can read. Do not use one with a signature, which stays readable in the deployments of the
   * resource group
   * @example
   * const code = FunctionCode.fromUrl('https://packages.example.com/cloud-flow-logs/0.1.0/function.zip');
   */
  static fromUrl(url: string): FunctionCode {
    return new FunctionCode(url, false);
  }

  /**
   * A later step of the pipeline publishes `FunctionCode.PACKAGE`. Until then the function does not run.
   *
   * ```sh
   * az functionapp deployment source config-zip --resource-group <group> --name <function> \
   *   --src node_modules/cloud-flow-logs/dist/azure/normalizer/function.zip
   * ```
   *
   * @example
   * const code = FunctionCode.external();
   */
  static external(): FunctionCode {
    return new FunctionCode(undefined, false);
  }

  private constructor(
    /** URL from which Azure Resource Manager publishes. */
    readonly url: string | undefined,
    /** Whether Terraform runs the program that publishes. */
    readonly isPublished: boolean,
    /** Minutes after which the program gives up. */
    readonly timeoutMinutes: number = DEFAULT_TIMEOUT_MINUTES,
  ) {}
}
