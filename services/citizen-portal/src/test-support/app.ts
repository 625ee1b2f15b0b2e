import { createLogger } from '@egov/chassis/runtime';
import { fakeClients, type FakesOf } from '@egov/chassis/testing';
import { entryOf } from '@egov/platform';
import { fakeLogin, localChanges, memoryPersonNotes, type User } from '@egov/chassis/web';
import type { Express } from 'express';
import { createApp } from '../app.ts';
import type { CitizenServices, OwnGround } from '../services.ts';

const { asks } = entryOf('citizen-portal');

type Fakes = FakesOf<typeof asks> & Partial<OwnGround>;

/** The portal over fake services, with a logged-in user; the CSRF token of its sessions is `csrf`. */
export const appFor = ({
  user,
  services: { notes = memoryPersonNotes(), changes = localChanges(), payments, ...asked },
}: Readonly<{ user?: User; services: Fakes }>): Express =>
  createApp(
    { ...fakeClients(asks, asked as FakesOf<typeof asks>), notes, changes, payments } as CitizenServices,
    {
      baseUrl: 'http://127.0.0.1',
      sessionSecret: 'test',
      sessionMs: 60_000,
      login: fakeLogin(user),
      formTargets: [],
      ready: () => true,
      logger: createLogger('test', { level: 'silent' }),
    },
  );
