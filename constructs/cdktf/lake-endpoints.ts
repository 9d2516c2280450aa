/**
 * Private endpoints of a lake's storage accounts.
 *
 * @example
 * const privateEndpoints: LakeEndpoints = { subnetId: endpointSubnet.id, blobZoneId: blobZone.id, queueZoneId: queueZone.id };
 */
export interface LakeEndpoints {
  /** ARM id of the subnet of the endpoints. It must not be delegated. */
  readonly subnetId: string;

  /**
   * ARM id of the private DNS zone of blobs, `privatelink.blob.core.windows.net` in the public cloud. The networks of readers
   * and of the function must be linked to it.
   *
   * @default - none: another mechanism, such as a policy, registers the endpoints
   */
  readonly blobZoneId?: string;

  /**
   * ARM id of the private DNS zone of queues, `privatelink.queue.core.windows.net` in the public cloud. Only the function of a
   * normalizer has a queue.
   *
   * @default - none: another mechanism, such as a policy, registers the endpoint
   */
  readonly queueZoneId?: string;
}
