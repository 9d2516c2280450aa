import { searchLog } from './log-search';
import { notify } from './notify';
import { publishMessage } from './publish-message';
import { clientSettings, ServiceClient } from './service-client';
import { readNotifierSettings, settingsOfEvent } from './settings';

/** Read once per cold start, so that an invalid configuration fails before the function receives an event. */
const settings = readNotifierSettings(process.env);
const recent = new Map<string, number>();

/**
 * Handler of the Lambda function. An alarm and a schedule invoke it. Lambda retries an invocation that fails, and the next
 * scheduled one reports the same addresses.
 *
 * Source: CloudWatch User Guide, "Invoke a Lambda function from an alarm".
 */
export async function handler(event?: unknown): Promise<{ readonly reported: number }> {
  // the credentials of the execution environment can change between invocations
  const client = new ServiceClient(clientSettings(process.env));
  const reported = await notify({
    settings: settingsOfEvent(settings, event),
    search: (search) => searchLog(client, search),
    publish: (message) => publishMessage(client, settings.topic, settings.severity, message),
    log: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
    recent,
  });
  return { reported };
}
