import { join } from 'node:path';
import { portalApp, type PortalOptions } from '@egov/chassis/web';
import type { Express } from 'express';
import { features, featureTexts } from './features/mod.ts';
import { navigation } from './navigation.ts';
import type { CitizenServices } from './services.ts';
import texts from './texts.json' with { type: 'json' };

/** The app's dependencies. */
export type AppOptions = Omit<
  PortalOptions,
  'title' | 'features' | 'callbacks' | 'templates' | 'texts' | 'navigation'
>;

/** Makes the portal's app from its services; touches nothing else. */
export const createApp = (services: CitizenServices, options: AppOptions): Express =>
  portalApp({
    ...options,
    title: 'portal.title',
    features: features(services, options),
    callbacks: ['/payments/notice'],
    templates: join(import.meta.dirname, 'features'),
    texts: [texts, ...featureTexts],
    navigation,
  });
