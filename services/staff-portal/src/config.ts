import { setting } from '@egov/chassis/config';
import { z } from 'zod';

export const config = {
  CITIZENS_URL: setting
    .dev(z.url(), 'http://127.0.0.1:7011')
    .describe('The citizens’ portal for browsers: where whoever is no official is sent'),
} as const;
