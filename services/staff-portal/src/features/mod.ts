import { dossierTexts } from '@egov/dossier-views';
import type { Feature, Texts } from '@egov/chassis/web';
import type { StaffServices } from '../services.ts';
import { agenciesFeature } from './agencies/routes.ts';
import agenciesTexts from './agencies/texts.json' with { type: 'json' };
import { auditFeature } from './audit/routes.ts';
import auditTexts from './audit/texts.json' with { type: 'json' };
import { calendarFeature } from './calendar/routes.ts';
import calendarTexts from './calendar/texts.json' with { type: 'json' };
import { counterFeature } from './counter/routes.ts';
import counterTexts from './counter/texts.json' with { type: 'json' };
import { deskFeature } from './desk/routes.ts';
import deskTexts from './desk/texts.json' with { type: 'json' };
import { dossierFeature } from './dossier/routes.ts';
import actTexts from './dossier/texts.json' with { type: 'json' };
import { lockFeature, type LockOptions } from './lock/routes.ts';
import lockTexts from './lock/texts.json' with { type: 'json' };
import { operationsFeature } from './operations/routes.ts';
import operationsTexts from './operations/texts.json' with { type: 'json' };
import { papersFeature } from './papers/routes.ts';
import papersTexts from './papers/texts.json' with { type: 'json' };
import { peopleFeature } from './people/routes.ts';
import peopleTexts from './people/texts.json' with { type: 'json' };
import { personalDataFeature } from './personal-data/routes.ts';
import personalDataTexts from './personal-data/texts.json' with { type: 'json' };
import { proceduresFeature } from './procedures/routes.ts';
import proceduresTexts from './procedures/texts.json' with { type: 'json' };
import { rolesFeature } from './roles/routes.ts';
import rolesTexts from './roles/texts.json' with { type: 'json' };

/** Every feature of the portal, in the order their routes are tried. */
export const features = (services: StaffServices, lock: LockOptions): readonly Feature[] => [
  lockFeature(services, lock),
  deskFeature(services),
  counterFeature(services),
  dossierFeature(services),
  papersFeature(services),
  proceduresFeature(services),
  calendarFeature(services),
  agenciesFeature(services),
  rolesFeature(),
  peopleFeature(services),
  personalDataFeature(services),
  auditFeature(services),
  operationsFeature(services),
];

/** The texts of the features. */
export const featureTexts: readonly Texts[] = [
  dossierTexts,
  lockTexts,
  deskTexts,
  counterTexts,
  actTexts,
  papersTexts,
  proceduresTexts,
  calendarTexts,
  agenciesTexts,
  rolesTexts,
  peopleTexts,
  personalDataTexts,
  auditTexts,
  operationsTexts,
];
