import { Token } from 'aws-cdk-lib';
import { parseNetwork } from '../../../flows/questions/filters';

/** Problems of the internal networks of a lake, which are part of the text of its views. */
export function networkProblems(networks: readonly string[]): string[] {
  return networks.flatMap((text) => {
    if (Token.isUnresolved(text)) {
      return [
        'internalNetworks contains a token, but is part of the text of the views: pass networks in CIDR notation',
      ];
    }
    const parsed = parseNetwork(text);
    return typeof parsed === 'string'
      ? [
          `internalNetworks contains ${JSON.stringify(text)}, which ${parsed}: expected a network such as 203.0.113.0/24`,
        ]
      : [];
  });
}
