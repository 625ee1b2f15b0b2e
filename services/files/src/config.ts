import { setting } from '@egov/chassis/config';
import { z } from 'zod';

export const config = {
  GRANT_KEYS_FILE: setting
    .dev(z.string(), '.data/grant-keys.json')
    .describe('File of the public keys, by service, that verify grants'),
  CLAMD_URL: z
    .url()
    .optional()
    .describe(
      "ClamAV's daemon, tcp://host:port or unix:///path; required in production unless DEMONSTRATION is true",
    ),
  MAX_STORED_GIBIBYTES: setting.count
    .default(16)
    .describe('What the store may hold; then no upload begins until there is room again'),
  S3_ENDPOINT: z
    .url()
    .optional()
    .describe('S3 store of the files, addressed by path; they are stored in DATA_DIR when absent'),
  S3_REGION: z.string().default('us-east-1').describe('Its region'),
  S3_BUCKET: z.string().default('egov-files').describe('Bucket of the files; it must exist'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Account at the S3 store'),
  S3_SECRET_ACCESS_KEY: setting.secret(z.string().optional()).describe('Its secret'),
} as const;
