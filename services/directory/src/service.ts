import { defineService } from '@egov/chassis/runtime';
import { entryOf } from '@egov/platform';
import { staffPersons } from './application/staff-member/staff-persons.ts';
import { directoryServices } from './directory-services.ts';
import models from './projections/mod.ts';
import { publicEvents } from './publish/public-events.ts';

export default defineService({
  entry: entryOf('directory'),
  config: {},
  readModels: { module: new URL('./projections/mod.ts', import.meta.url), models },
  publisher: publicEvents,
  serve: directoryServices,
  person: staffPersons,
});
