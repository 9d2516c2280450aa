import { type ArmAnswer, ok, refusal } from './arm-answer';
import { PUBLISHER } from './web';

const COMPLETE = 4;

/**
 * What a site answers to those who publish to it, with the name and password of a publisher; undefined for any other
 * request.
 */
export function kudu(method: string, path: string, authorization: string | undefined): ArmAnswer | undefined {
  const answer = answers(method, path);
  if (answer === undefined) return undefined;
  const { publishingUserName, publishingPassword } = PUBLISHER;
  const credentials = Buffer.from(`${publishingUserName}:${publishingPassword}`).toString('base64');
  return authorization === `Basic ${credentials}` ? answer : refusal(401, 'Unauthorized', 'who is it?');
}

function answers(method: string, path: string): ArmAnswer | undefined {
  switch (`${method} ${path}`) {
    case 'GET /deployments':
      return ok([]);
    case 'POST /api/zipdeploy':
      return { status: 202 };
    case 'GET /api/deployments/latest':
      return ok({ status: COMPLETE, complete: true });
    default:
      return undefined;
  }
}
