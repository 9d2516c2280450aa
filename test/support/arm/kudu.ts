import { type ArmAnswer, errorOf, ok, refusal, untaught } from './arm-answer';
import { uuidOf } from './invented-ids';
import { publishPackage } from './package-publication';
import type { ArmResource } from './resource-store';
import type { CloudOfType } from './type-behaviour';
import { allowsBasicPublishing, PUBLISHER } from './web';

/** Plan of Flex Consumption. */
const FLEX = 'FC1';

/** States of a deployment; from the Kudu wiki, "REST API". */
const FAILED = 3;
const COMPLETE = 4;

const ONE_DEPLOY_DOCUMENT = 'azure-cli, appservice/custom.py: enable_zip_deploy_flex';
const BASIC_DOCUMENT = 'Disable basic authentication in App Service deployments';
const ZIP_DOCUMENT = 'Zip deployment for Azure Functions; azurerm issue 29630';

/** A request to the deployment service of a site. */
export interface KuduRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** Number of bytes of the body. */
  readonly length: number;
}

/** The deployment service of sites, `<name>.scm.azurewebsites.net`. */
export class Kudu {
  private readonly deployments = new Map<string, object>();

  constructor(
    private readonly cloud: CloudOfType,
    /** Returns whether a text is a token for the Resource Manager. */
    private readonly isToken: (token: string) => boolean,
  ) {}

  answer(site: ArmResource, request: KuduRequest): ArmAnswer {
    return this.unauthorized(site, request) ?? this.answered(site, request);
  }

  private unauthorized(site: ArmResource, { authorization = '' }: KuduRequest): ArmAnswer | undefined {
    const [scheme, credentials = ''] = authorization.split(' ');
    const message = 'Unauthorized: the credentials are not accepted';
    if (scheme === 'Bearer' && this.isToken(credentials)) return undefined;
    const { publishingUserName, publishingPassword } = PUBLISHER;
    const known = Buffer.from(`${publishingUserName}:${publishingPassword}`).toString('base64');
    const isKnown = scheme === 'Basic' && credentials === known && allowsBasicPublishing(site, this.cloud);
    return isKnown ? undefined : refusal(401, 'Unauthorized', message, BASIC_DOCUMENT);
  }

  private answered(site: ArmResource, request: KuduRequest): ArmAnswer {
    const { method, path } = request;
    const deployment = /^\/api\/deployments\/([\w-]+)$/.exec(path)?.[1];
    if (method === 'GET' && (path === '/deployments' || path === '/api/deployments'))
      return { ...ok([]), document: 'azurerm, helpers/publish_app.go' };
    if (method === 'GET' && deployment !== undefined) return this.status(site, deployment);
    if (method === 'POST' && path === '/api/publish') return this.publish(site, request);
    if (method === 'POST' && path === '/api/zipdeploy') return this.zipDeploy(site);
    return untaught(`${method} ${path} of the deployment service of a site`);
  }

  /** Flex Consumption has no zip deployment. The stand-in was taught no other plan. */
  private zipDeploy(site: ArmResource): ArmAnswer {
    if (!this.isFlex(site)) return untaught('zip deployment on plans beside Flex Consumption');
    return refusal(
      404,
      'NotFound',
      'The Flex Consumption plan does not support zip deployment.',
      ZIP_DOCUMENT,
    );
  }

  private publish(site: ArmResource, { length }: KuduRequest): ArmAnswer {
    if (!this.isFlex(site)) return untaught('one deploy on plans beside Flex Consumption');
    if (length === 0)
      return refusal(400, 'BadRequest', 'The request contains no package.', ONE_DEPLOY_DOCUMENT);
    const refused = publishPackage(site, this.cloud);
    if (refused !== undefined && isUploadFailure(refused)) return refused;
    const id = uuidOf(`${site.id}/${this.cloud.memory.nextNumber()}`);
    const message = refused === undefined ? 'Deployment was successful' : errorOf(refused).message;
    const state = {
      id,
      status: refused === undefined ? COMPLETE : FAILED,
      complete: true,
      status_text: message,
    };
    this.deployments.set(`${site.id}/${id}`, state);
    this.deployments.set(`${site.id}/latest`, state);
    return { status: 202, body: id, document: ONE_DEPLOY_DOCUMENT };
  }

  private status(site: ArmResource, deployment: string): ArmAnswer {
    const state = this.deployments.get(`${site.id}/${deployment}`);
    const message = `Deployment '${deployment}' not found.`;
    return state === undefined
      ? refusal(404, 'NotFound', message, ONE_DEPLOY_DOCUMENT)
      : { ...ok(state), document: ONE_DEPLOY_DOCUMENT };
  }

  private isFlex({ properties }: ArmResource): boolean {
    const plan = this.cloud.store.get(String(properties.serverFarmId));
    return (plan?.sku as { name?: string } | undefined)?.name === FLEX;
  }
}

/** The upload fails at once; other failures appear in the state of the deployment. */
function isUploadFailure(refused: ArmAnswer): boolean {
  return errorOf(refused).message.includes('BlobUploadFailedException');
}
