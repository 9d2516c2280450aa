/** Words of question names, with other words that users type for the same thing. */
export const QUESTION_WORDS: Readonly<Record<string, readonly string[]>> = {
  top: ['biggest', 'busiest', 'heaviest', 'largest', 'most', 'bandwidth', 'volume', 'noisy', 'chatty'],
  rejected: ['reject', 'rejects', 'denied', 'deny', 'blocked', 'block', 'dropped', 'refused', 'firewall'],
  accepted: ['accept', 'allowed', 'allow', 'permitted'],
  countries: ['country', 'geo', 'geoip', 'location', 'geography'],
  reachable: ['open', 'exposed', 'exposure', 'listening'],
  unencrypted: ['cleartext', 'encrypted', 'encryption', 'plaintext', 'plain', 'http', 'telnet', 'ftp'],
  threats: ['threat', 'malicious', 'malware', 'dangerous', 'ioc', 'bad'],
  surges: ['spike', 'anomaly', 'peak', 'burst'],
  gaps: ['missing', 'holes', 'lost'],
  connects: ['connections', 'clients', 'inbound', 'incoming'],
};
