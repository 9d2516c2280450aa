import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import type { Construct } from 'constructs';
import { DEFAULTS, ENVIRONMENT } from '../../../../azure/normalizer/settings';
import { ROLES } from '../../../../azure/roles';
import type { IStorageContainer } from '../../azure-resources';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import { isKnown, known, textOf } from '../known';
import { grant } from './grant';
import type { TableStorage } from './table-storage';

const REFRESH_MINUTES = { least: 1, most: 24 * 60 };

/** Source: Azure Storage documentation, "Naming and referencing containers, blobs, and metadata". */
const CONTAINER_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NAME_LENGTH = { least: 3, most: 63 };

/** The container of the threat lists and databases, and the access of the function to it. */
export interface EnrichmentFiles {
  readonly container: StorageContainer;
  readonly settings: Readonly<Record<string, string>>;
  readonly mayRead: ReturnType<typeof grant>;
}

/** Creates the container of the threat lists and databases. The function can only read it. */
export function enrichmentFiles(
  scope: Construct,
  table: TableStorage,
  principalId: string,
  { containerName, refreshMinutes }: NonNullable<FlowNormalizerOptions['enrichment']>,
): EnrichmentFiles {
  const { container, containerId } = table.addContainer(
    'Enrichment',
    containerName ?? DEFAULTS.enrichmentContainer,
  );
  return {
    container,
    settings: {
      [ENVIRONMENT.enrichmentContainer]: container.name,
      [ENVIRONMENT.enrichmentRefresh]: textOf(refreshMinutes ?? DEFAULTS.enrichmentRefreshMinutes),
    },
    mayRead: grant(scope, 'MayReadLists', {
      principalId,
      role: ROLES.STORAGE_BLOB_DATA_READER,
      on: containerId,
    }),
  };
}

/** Problems of the option `enrichment` of a normalizer, whose lake may have a container of its own for tables. */
export function enrichmentProblems(
  { enrichment }: FlowNormalizerOptions,
  tableContainer: IStorageContainer,
): string[] {
  if (!enrichment) return [];
  const { containerName = DEFAULTS.enrichmentContainer, refreshMinutes } = enrichment;
  return [...nameProblems(containerName, nameOf(tableContainer)), ...refreshProblems(refreshMinutes)];
}

/** The name of a container; undefined if it is not known at synth. */
function nameOf(container: IStorageContainer): string | undefined {
  return known(container instanceof StorageContainer ? container.nameInput : container.name);
}

function nameProblems(name: string, tableContainer: string | undefined): string[] {
  if (!isKnown(name)) return [];
  const isValid =
    CONTAINER_NAME.test(name) && name.length >= NAME_LENGTH.least && name.length <= NAME_LENGTH.most;
  if (!isValid) {
    return [
      `enrichment.containerName is ${JSON.stringify(name)}: expected ${NAME_LENGTH.least} to ${NAME_LENGTH.most} lower-case ` +
        'letters, digits and single hyphens between them',
    ];
  }
  const taken = [tableContainer, DEFAULTS.cursorContainer];
  if (!taken.includes(name)) return [];
  return [
    `enrichment.containerName is ${JSON.stringify(name)}, a container that the lake uses: use another name`,
  ];
}

function refreshProblems(minutes: number | undefined): string[] {
  const { least, most } = REFRESH_MINUTES;
  if (minutes === undefined || !isKnown(minutes)) return [];
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return [];
  return [`enrichment.refreshMinutes is ${minutes}: expected an integer from ${least} to ${most}`];
}
