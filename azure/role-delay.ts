/**
 * Seconds from a role assignment until the services check it. Azure states up to 10 minutes. Five minutes are what Microsoft
 * waits in its own storage scenarios; a shorter wait saves a minute once and costs a failed first deployment.
 *
 * Source: Azure RBAC documentation, "Troubleshoot Azure RBAC", on role assignment changes that are not detected;
 * azure-powershell, test setup of Az.Storage ("role assignment takes effect (300s)").
 */
export const ROLE_DELAY_SECONDS = 300;
