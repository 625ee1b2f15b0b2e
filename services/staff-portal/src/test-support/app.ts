import { createLogger } from '@egov/chassis/runtime';
import { type Fake, fakeClientOfEach, fakeClients, type FakesOf } from '@egov/chassis/testing';
import { entryOf, sharedApi } from '@egov/platform';
import { fakeLogin, localChanges, memoryLogins, memoryPersonNotes, type User } from '@egov/chassis/web';
import type { Express } from 'express';
import { createApp } from '../app.ts';
import type { StaffServices } from '../services.ts';

const { asks } = entryOf('staff-portal');

type Fakes = FakesOf<typeof asks> &
  Readonly<{
    audit?: Readonly<Record<string, Fake<typeof sharedApi.audit>>>;
    persons?: Readonly<Record<string, Fake<typeof sharedApi.persons>>>;
    operations?: Readonly<Record<string, Fake<typeof sharedApi.operations>>>;
  }> &
  Partial<Pick<StaffServices, 'notes' | 'changes' | 'logins'>>;

/** Whatever else an official may do, they see who works where. */
const official = (user: User): User => ({ ...user, permissions: [...user.permissions, 'staff.read'] });

/** The portal over fake services, with a logged-in user; the CSRF token of its sessions is `csrf`. */
export const appFor = ({
  user,
  isOfficial = true,
  services: {
    notes = memoryPersonNotes(),
    logins = memoryLogins(),
    changes = localChanges(logins),
    audit = {},
    persons = {},
    operations = {},
    ...asked
  },
}: Readonly<{ user?: User; isOfficial?: boolean; services: Fakes }>): Express =>
  createApp(
    {
      ...fakeClients(asks, asked as FakesOf<typeof asks>),
      audit: fakeClientOfEach(sharedApi.audit, audit),
      persons: fakeClientOfEach(sharedApi.persons, persons),
      operations: fakeClientOfEach(sharedApi.operations, operations),
      notes,
      changes,
      logins,
    } as StaffServices,
    {
      baseUrl: 'http://127.0.0.1',
      citizensUrl: 'http://citizens.test',
      sessionSecret: 'test',
      sessionMs: 60_000,
      login: fakeLogin(user && isOfficial ? official(user) : user),
      formTargets: [],
      ready: () => true,
      logger: createLogger('test', { level: 'silent' }),
    },
  );
