import { createHash, createHmac } from 'node:crypto';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Temporary credentials, as Lambda provides them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** @default - long-term credentials */
  readonly sessionToken?: string;
}

/** A POST request to the root of a service. */
export interface ServiceRequest {
  readonly url: URL;
  /** Name of the service in signatures, such as `sns`. */
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Returns the headers of a request with its signature.
 *
 * Source: AWS Identity and Access Management User Guide, "Create a signed AWS API request" (Signature Version 4).
 *
 * @param time - time of the request
 */
export function signedHeaders(
  { url, service, region, headers, body }: ServiceRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  time: Date,
): Record<string, string> {
  const stamp = time.toISOString().replace(/[-:]|\.[0-9]{3}/g, '');
  const scope = [stamp.slice(0, 8), region, service, 'aws4_request'];
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-date': stamp,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(all).sort();
  const signed = names.join(';');
  const canonical = [
    'POST',
    url.pathname,
    '',
    ...names.map((name) => `${name}:${(all[name] as string).trim()}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const text = [ALGORITHM, stamp, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (secret, part) => hmac(secret, part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const { host: _, ...sent } = all;
  return {
    ...sent,
    authorization:
      `${ALGORITHM} Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${signed}, ` +
      `Signature=${hmac(key, text).digest('hex')}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string) {
  return createHmac('sha256', key).update(text);
}
