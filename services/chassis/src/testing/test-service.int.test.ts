import { expect, test } from '@jest/globals';
import { withCommands } from '../runtime/messaging/start-policies.ts';
import { keepSeals, sealCommands } from '../runtime/messaging/test-support/seal-process.ts';
import { defineService } from '../runtime/process/service-definition.ts';
import { serviceReadModels } from '../runtime/projections/service-read-models.ts';
import { testService } from './test-service.ts';

test('a service whose policy the list does not know is not raised', async () => {
  const models = serviceReadModels({ service: 'seals', aggregates: {}, projections: [], queries: {} });
  const seals = defineService({
    entry: {
      name: 'seals',
      port: 0,
      kind: 'events',
      asks: {},
      hears: ['egov.directory.>'],
      follows: {},
      forgetsWith: [],
    },
    config: {},
    readModels: { module: new URL(import.meta.url), models },
    publisher: () => undefined,
    serve: () => [],
    policies: ({ log }) => withCommands([keepSeals], sealCommands(log)),
  });
  const raised = testService(seals).then(({ close }) => close());
  await expect(raised).rejects.toThrow('The policy keep_seals sends commands: name it');
});
