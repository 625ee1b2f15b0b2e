import { setting } from '@egov/chassis/runtime';

export const config = {
  CLAMD_URL: setting
    .url()
    .optional()
    .describe("ClamAV's daemon, tcp://host:port or unix:///path; files are not scanned when absent"),
} as const;
