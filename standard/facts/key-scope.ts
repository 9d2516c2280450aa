/** A set of object keys in a bucket, to which a lifecycle rule applies or not. */
export interface KeyScope {
  /** Whether a rule with a key prefix applies to keys of the scope. An empty prefix applies to all keys. */
  includes(prefix: string): boolean;
}

/** The keys below a prefix. A rule for a part of them applies. */
export function keysBelow(start: string): KeyScope {
  return { includes: (prefix) => start.startsWith(prefix) || prefix.startsWith(start) };
}

/**
 * The keys of flow logs that are delivered to a folder: `AWSLogs/account/service` below it. Source: Amazon VPC User Guide,
 * "Flow log files".
 *
 * @param folder path in the bucket, with or without `/` at the end; empty for the bucket itself
 */
export function flowLogKeys(folder: string): KeyScope {
  const logs = `${folder === '' ? '' : `${folder.replace(/\/$/, '')}/`}AWSLogs/`;
  return {
    includes: (prefix) => {
      if (logs.startsWith(prefix)) return true;
      if (!prefix.startsWith(logs)) return false;
      const [, service = ''] = prefix.slice(logs.length).split('/');
      return (
        service === '' || 'vpcflowlogs'.startsWith(service) || /^(vpcflowlogs|aws-service=)/.test(service)
      );
    },
  };
}
