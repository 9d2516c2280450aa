import { z } from 'zod';

/** A number of days. */
export const days = z.int().min(1);

/** A text that is not empty. */
export const text = z.string().min(1);
