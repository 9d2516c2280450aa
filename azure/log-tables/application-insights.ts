import { type LogColumn, type LogTable, ofType } from './log-table';

/** Columns of all tables of Application Insights. */
const SHARED: readonly LogColumn[] = [
  ...ofType(
    'string',
    `AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel ClientOS
    ClientStateOrProvince ClientType IKey Message OperationId OperationName ParentId ResourceGUID SDKVersion SessionId
    SourceSystem SyntheticSource TenantId Type UserAccountId UserAuthenticatedId UserId _IsBillable _ResourceId
    _SubscriptionId`,
  ),
  ...ofType('int', 'ItemCount SeverityLevel'),
  ...ofType('dynamic', 'Measurements Properties'),
  ...ofType('real', '_BilledSize'),
  ...ofType('datetime', 'TimeGenerated'),
];

/** Source: Azure Monitor Logs reference, "AppTraces". */
export const APP_TRACES: LogTable = {
  name: 'AppTraces',
  about:
    'Log lines of an application that Application Insights monitors, such as the normalizer and its host.',
  columns: [...SHARED, ...ofType('string', 'ReferencedItemId ReferencedType')],
};

/** Source: Azure Monitor Logs reference, "AppExceptions". */
export const APP_EXCEPTIONS: LogTable = {
  name: 'AppExceptions',
  about: 'Exceptions of an application that Application Insights monitors.',
  columns: [
    ...SHARED,
    ...ofType(
      'string',
      `Assembly ExceptionType HandledAt InnermostAssembly InnermostMessage InnermostMethod InnermostType Method
      OuterAssembly OuterMessage OuterMethod OuterType ProblemId`,
    ),
    ...ofType('dynamic', 'Details'),
  ],
};
