import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { workspace } from '../../config.ts';

const why = z.string().min(1);
const exception = z.strictObject({ states: z.string().min(1), why });
const schema = z.strictObject({
  licences: z.record(z.string(), why),
  packages: z.record(z.string(), exception),
  goTools: z.record(z.string(), z.union([z.string().min(1), exception])),
});

/** The allowed licences, and the packages and Go tools accepted under another one, each with its reason. */
export type LicencePolicy = z.infer<typeof schema>;

/** Path of the policy in the workspace. */
export const policyFile = 'infra/toolchain/licences.yaml';

/** Reads the policy; throws an error with one line for each wrong field. */
export function readPolicy(): LicencePolicy {
  const { success, data, error } = schema.safeParse(parse(readFileSync(join(workspace, policyFile), 'utf8')));
  if (!success)
    throw new Error(
      error.issues.map(({ path, message }) => `${policyFile}: ${path.join('.')}: ${message}`).join('\n'),
    );
  return data;
}
