import { createLogger } from '@egov/chassis/runtime';
import { fakeLogin, localChanges, memoryPersonNotes, type User } from '@egov/chassis/web';
import type { Express } from 'express';
import { createApp } from '../app.ts';
import type { StaffServices } from '../services.ts';

type Fakes = { readonly [Name in keyof StaffServices]?: Partial<StaffServices[Name]> };

/** The portal over fake services, with somebody logged in; the CSRF token of its sessions is `csrf`. */
export const appFor = ({ user, services }: Readonly<{ user?: User; services: Fakes }>): Express =>
  createApp({ notes: memoryPersonNotes(), changes: localChanges(), ...services } as StaffServices, {
    baseUrl: 'http://127.0.0.1',
    sessionSecret: 'test',
    sessionMs: 60_000,
    login: fakeLogin(user),
    formTargets: [],
    ready: () => true,
    logger: createLogger('test', { level: 'silent' }),
  });
