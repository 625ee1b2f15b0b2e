import { join } from 'node:path';
import { portalApp, type PortalOptions } from '@egov/chassis/web';
import type { Express } from 'express';
import { features, featureTexts } from './features/mod.ts';
import { lockGate } from './features/lock/gate.ts';
import { officialsOnly } from './auth/officials-only.ts';
import { navigation } from './navigation.ts';
import type { StaffServices } from './services.ts';
import texts from './texts.json' with { type: 'json' };

/** The app's dependencies. */
export type AppOptions = Omit<
  PortalOptions,
  'title' | 'features' | 'before' | 'templates' | 'texts' | 'navigation'
> &
  Readonly<{ citizensUrl: string }>;

/** Makes the portal's app from its services; touches nothing else. */
export const createApp = (services: StaffServices, options: AppOptions): Express =>
  portalApp({
    ...options,
    title: 'portal.title',
    features: features(services, {
      secure: options.baseUrl.startsWith('https:'),
      endLogin: ({ request }) => options.login.end(request),
    }),
    before: [officialsOnly(options.citizensUrl), lockGate(services.logins)],
    templates: join(import.meta.dirname, 'features'),
    texts: [texts, ...featureTexts],
    navigation,
  });
