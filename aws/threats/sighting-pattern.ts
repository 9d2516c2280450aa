import { SIGHTING_KIND } from '../../flows/enrichment/sighting-line';

/**
 * Pattern of CloudWatch Logs that matches the lines of sightings.
 *
 * Source: CloudWatch Logs User Guide, "Filter pattern syntax": JSON.
 */
export const SIGHTING_PATTERN = `{ $.kind = "${SIGHTING_KIND}" }`;
