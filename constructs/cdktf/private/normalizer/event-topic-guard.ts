import type { Construct } from 'constructs';
import type { ExistingEventTopic } from '../../existing-event-topic';
import type { NormalizedLake } from '../../normalized-lake';
import { keyOf, resourcesOf } from '../network-keys';
import { warnAtSynth } from '../warn-at-synth';

const ADVICE =
  'set eventTopic on the normalizer to the name, the resource group and the principal id of the existing topic';

/**
 * Reports other system topics of the account at synth, if the normalizer creates one. Warns if Defender for Storage can have
 * created one before.
 *
 * Source: Azure Event Grid documentation, "System topics in Azure Event Grid"; Microsoft Defender for Cloud documentation,
 * "On-upload malware scanning".
 */
export function guardEventTopic(
  scope: Construct,
  { storageAccount }: NormalizedLake,
  existing: ExistingEventTopic | undefined,
): void {
  if (existing) return;
  const { root } = scope.node;
  const account = () => keyOf(storageAccount, storageAccount.id);
  scope.node.addValidation({
    validate: () =>
      resourcesOf(root, 'azurerm_eventgrid_system_topic')
        .filter((topic) => !topic.node.scopes.includes(scope))
        .filter((topic) => keyOf(topic, sourceOf(topic)) === account())
        .map(
          ({ node }) =>
            `creates a system topic of the account of raw flow logs, and ${node.path} is another one: Azure allows only one ` +
            `per source; ${ADVICE}`,
        ),
  });
  warnAtSynth(scope, () =>
    resourcesOf(root, 'azurerm_security_center_storage_defender')
      .filter(({ malwareScanningOnUploadEnabledInput }) => malwareScanningOnUploadEnabledInput === true)
      .filter((defender) => keyOf(defender, String(defender.storageAccountIdInput)) === account())
      .map(
        ({ node }) =>
          `${node.path} scans uploads to the account of raw flow logs, for which Defender for Storage creates a system topic ` +
          `unless one exists: make it depend on the normalizer, or ${ADVICE}`,
      ),
  );
}

function sourceOf({
  sourceResourceIdInput,
  sourceArmResourceIdInput,
}: Readonly<Record<string, unknown>>): string {
  return String(sourceResourceIdInput ?? sourceArmResourceIdInput ?? '');
}
