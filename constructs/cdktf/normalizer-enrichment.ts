/**
 * Threat lists and MaxMind databases that the function enriches rows with. The function reads all files of a container, and
 * reads them again when they change. docs/threat-lists.md lists the formats. The construct contains no list: upload your own.
 *
 * @example
 * const lake = new FlowLake(stack, 'Lake', {
 *   location,
 *   normalizer: { subnetId: functionSubnet.id, enrichment: {} },
 * });
 * new TerraformOutput(stack, 'ThreatLists', { value: lake.normalizer?.enrichmentContainer?.name });
 */
export interface NormalizerEnrichment {
  /**
   * Name of the container, which the construct creates in the account of the tables.
   *
   * @default 'enrichment'
   */
  readonly containerName?: string;

  /**
   * Minutes after which the function looks for changed files, 1 to 1440.
   *
   * @default 15
   */
  readonly refreshMinutes?: number;
}
