/** Networks whose openers Logs Insights cannot know, with the reason. */
export const OTHER_OPENERS: Readonly<Record<string, string>> = {
  'alb-to-nodeport': 'only the number of peers shows the opener',
  lambda: 'only the number of peers shows the opener',
  'nat-default-format': 'the number of peers outweighs the port',
  'nfs-source-ports-below-1024': 'the number of peers outweighs the port',
  'ntp-two-servers': 'only the number of peers shows the opener',
  'port-reuse-next-day': 'the opener is that of the whole time range, not of each day',
};

/** Questions with another expected answer, by network. */
export const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'alb-to-nodeport': ['connections'],
  lambda: ['connections'],
  'nfs-source-ports-below-1024': ['connections'],
  'port-reuse-next-day': ['connections'],
  // the query reads the records of gateways
  'nat-clients-only': ['nat-gateway-talkers'],
};
