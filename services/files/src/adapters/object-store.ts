import type { ConfigValues } from '@egov/chassis/config';
import type { ObjectStore } from '../application/ports.ts';
import type { config } from '../config.ts';
import { folderObjects } from './folder-objects.ts';
import { s3Objects } from './s3-objects.ts';

/**
 * Returns the store that the configuration names: S3 if it has an endpoint, else a folder. Throws TypeError
 * for S3 without an account.
 */
export function objectStoreOf({
  DATA_DIR,
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
}: ConfigValues<typeof config> & Readonly<{ DATA_DIR: string }>): ObjectStore {
  if (endpoint === undefined) return folderObjects(DATA_DIR);
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new TypeError('S3_ENDPOINT needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  return s3Objects({ endpoint, region, bucket, accessKeyId, secretAccessKey });
}
