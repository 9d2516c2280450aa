const PUBLIC_CLOUD = 'com';

/** Host names of ingestion endpoints: `<name>.<region>.ingest.monitor.azure.<cloud>`. */
const ENDPOINT = /\.ingest\.monitor\.azure\.(com|us|cn)$/;

/**
 * Audience of the tokens for a logs ingestion endpoint. Each Azure cloud has its own; another endpoint, such as that of an
 * emulator, gets the audience of the public cloud.
 *
 * Source: Azure Monitor documentation, "Logs Ingestion API in Azure Monitor"; Azure SDK, `LogsIngestionAudience`.
 */
export function audienceOf(endpoint: string): string {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return `https://monitor.azure.${ENDPOINT.exec(host)?.[1] ?? PUBLIC_CLOUD}`;
}
