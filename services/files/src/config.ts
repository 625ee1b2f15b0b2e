import { z } from 'zod';

export const config = {
  CLAMD_URL: z
    .url()
    .optional()
    .describe("ClamAV's daemon, tcp://host:port or unix:///path; files are not scanned when absent"),
} as const;
