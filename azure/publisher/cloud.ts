import type { Environment } from './environment';
import { errorOf, type HttpClient, jsonOf } from './http-client';

/** Endpoints of an Azure cloud. */
export interface Cloud {
  /** Origin of the Microsoft Entra ID endpoint. */
  readonly login: string;
  /** Origin of the Azure Resource Manager endpoint. It is also the audience of tokens for it and for sites. */
  readonly resourceManager: string;
}

/** The clouds. */
const CLOUDS = {
  public: { login: 'https://login.microsoftonline.com', resourceManager: 'https://management.azure.com' },
  usgovernment: {
    login: 'https://login.microsoftonline.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
  },
} as const satisfies Readonly<Record<string, Cloud>>;

/**
 * The clouds by the names of the azurerm provider. The levels of Azure Government differ in Microsoft Graph only.
 *
 * Source: go-azure-sdk, `environments/from_name.go`.
 */
const NAMES: Readonly<Record<string, keyof typeof CLOUDS>> = {
  public: 'public',
  global: 'public',
  usgovernment: 'usgovernment',
  usgovernmentl4: 'usgovernment',
  usgovernmentl5: 'usgovernment',
  dod: 'usgovernment',
  china: 'china',
};

/**
 * Returns the endpoints of the cloud that the environment names, as the azurerm provider determines them: by
 * `ARM_METADATA_HOSTNAME`, or else by `ARM_ENVIRONMENT`.
 *
 * @throws ConnectionError if another request for the metadata can succeed
 * @throws Error if the name is unknown or the metadata has no endpoints
 */
export async function cloudOf(environment: Environment, http: HttpClient): Promise<Cloud> {
  const host = environment.ARM_METADATA_HOSTNAME;
  if (host) return await describedBy(host, http);
  const name = environment.ARM_ENVIRONMENT || 'public';
  const cloud = Object.hasOwn(NAMES, name.toLowerCase()) ? NAMES[name.toLowerCase()] : undefined;
  if (cloud) return CLOUDS[cloud];
  throw new Error(
    `ARM_ENVIRONMENT is ${JSON.stringify(name)}: expected ${Object.keys(NAMES).join(', ')}, or set ARM_METADATA_HOSTNAME`,
  );
}

async function describedBy(host: string, http: HttpClient): Promise<Cloud> {
  const url = `https://${host}/metadata/endpoints?api-version=2022-09-01`;
  const answer = await http({ method: 'GET', url });
  const { authentication, resourceManager } = jsonOf(answer) as {
    readonly authentication?: { readonly loginEndpoint?: string };
    readonly resourceManager?: string;
  };
  const login = authentication?.loginEndpoint;
  if (!URL.canParse(login ?? '') || !URL.canParse(resourceManager ?? '')) {
    throw errorOf(answer, `${url} answered ${answer.status} without the endpoints of a cloud`);
  }
  return {
    login: withoutSlash(login as string),
    resourceManager: withoutSlash(resourceManager as string),
  };
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
