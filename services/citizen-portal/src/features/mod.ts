import { dossierTexts } from '@egov/dossier-views';
import type { Feature, Texts } from '@egov/chassis/web';
import type { CitizenServices } from '../services.ts';
import { applyFeature } from './apply/routes.ts';
import applyTexts from './apply/texts.json' with { type: 'json' };
import { checkFeature } from './check/routes.ts';
import checkTexts from './check/texts.json' with { type: 'json' };
import { dossiersFeature } from './dossiers/routes.ts';
import dossiersTexts from './dossiers/texts.json' with { type: 'json' };
import { draftsFeature } from './drafts/routes.ts';
import draftsTexts from './drafts/texts.json' with { type: 'json' };
import { figuresFeature } from './figures/routes.ts';
import figuresTexts from './figures/texts.json' with { type: 'json' };
import { followFeature } from './follow/routes.ts';
import followTexts from './follow/texts.json' with { type: 'json' };
import { homeFeature } from './home/routes.ts';
import homeTexts from './home/texts.json' with { type: 'json' };
import { papersFeature } from './papers/routes.ts';
import papersTexts from './papers/texts.json' with { type: 'json' };
import { paymentsFeature } from './payments/routes.ts';
import paymentsTexts from './payments/texts.json' with { type: 'json' };
import { proceduresFeature } from './procedures/routes.ts';
import proceduresTexts from './procedures/texts.json' with { type: 'json' };

/** Every feature of the portal, in the order their routes are tried. */
export const features = (
  services: CitizenServices,
  portal: Readonly<{ baseUrl: string; sessionSecret: string }>,
): readonly Feature[] => [
  homeFeature(),
  proceduresFeature(services),
  applyFeature(services),
  draftsFeature(services),
  dossiersFeature(services),
  followFeature(services, portal),
  paymentsFeature(services, portal),
  papersFeature(services),
  checkFeature(services),
  figuresFeature(services),
];

/** The texts of the features. */
export const featureTexts: readonly Texts[] = [
  dossierTexts,
  homeTexts,
  proceduresTexts,
  applyTexts,
  draftsTexts,
  dossiersTexts,
  followTexts,
  paymentsTexts,
  papersTexts,
  checkTexts,
  figuresTexts,
];
