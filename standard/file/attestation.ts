import { z } from 'zod';
import { days, text } from './schema-parts';

/** The schema of an attestation. */
export const ATTESTATION = z
  .strictObject({
    destination: text.describe(
      'ARN, resource id or name of destinations that the artifacts do not declare. * matches any text.',
    ),
    retentionDays: z
      .union([days, z.literal('forever')])
      .optional()
      .describe('Number of days that records are retained, or forever.'),
    hotDays: z
      .union([days, z.literal('forever')])
      .optional()
      .describe('Number of days that records are readable without a restore. Default: retentionDays.'),
    customerManagedKey: z
      .boolean()
      .optional()
      .describe('Whether a customer managed key encrypts the records.'),
    delivery: z
      .literal('allowed')
      .optional()
      .describe('The policies of the destination allow the delivery of flow logs.'),
    account: text.optional().describe('Account (AWS) or subscription (Azure) of the destination.'),
    by: text.describe('The attesting team or person.'),
    until: z.iso.date().describe('Last day of the attestation: 2027-06-30.'),
  })
  .describe('Properties of a destination outside the artifacts, and the team that attests them.');
