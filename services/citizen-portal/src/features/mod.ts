import type { Feature } from '@egov/chassis/web';
import type { CitizenServices } from '../services.ts';

/** Every feature of the portal, in the order their routes are tried. */
export const features = (_services: CitizenServices): readonly Feature[] => [];

/** The texts of the features. */
export const featureTexts = [];
