import { EXPECTED, STORE_ACCOUNT } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { SERVICE_RIGHTS, SERVICES } from './default-rights.ts';
import { hashPassword, isPassword } from './password.ts';
import type { UserRecords } from './user-records.ts';

/**
 * Gives each service its account, with this password from now on, and services their rights if nobody has set
 * any. An account that an administrator has disabled stays so.
 */
export async function admitServices(
  store: Store,
  users: UserRecords,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [loginName, password] of Object.entries(passwords)) {
    const known = users.find(loginName);
    if (known !== undefined && (await isPassword(password, known))) continue;
    await users.save({
      loginName,
      fullName: `Service ${loginName}`,
      groups: [SERVICES],
      disabled: known?.disabled ?? false,
      ...(await hashPassword(password)),
    });
  }
  if (Object.keys(passwords).length > 0) await setRights(store);
}

async function setRights(store: Store): Promise<void> {
  for (const [stream, event] of Object.entries(SERVICE_RIGHTS)) {
    if (store.reader.window(stream) !== undefined) continue;
    const result = await store.write({
      kind: 'append',
      stream,
      expected: EXPECTED.noStream,
      events: [event],
      account: STORE_ACCOUNT,
    });
    if (result.kind !== 'done') throw new Error(`${stream} could not be written: ${result.kind}`);
  }
}
