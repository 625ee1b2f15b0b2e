import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ServiceMethods } from '@egov/chassis/runtime';
import { fuzzService } from '@egov/chassis/testing';
import { governor, startPlatform, type Platform } from '../support/platform.ts';
import { services, type ServiceName } from '../support/services.ts';

jest.setTimeout(60_000);

let platform: Platform;
beforeAll(async () => { platform = await startPlatform(); }, 60_000);
afterAll(async () => { await platform.close(); });

const every = Object.entries(services).flatMap(([service, definitions]) =>
  Object.entries<ServiceMethods>(definitions).map(([name, definition]) => ({ service: service as ServiceName, name, definition })));

describe.each(every)('$service $name', ({ service, definition }) => {
  test('whatever comes is answered, or refused with its reason, and an invalid field is named', async () => {
    const token = await platform.issuer.token({ expiresInSeconds: 600, ...governor });
    const { calls, dishonest, unnamed } = await fuzzService({ definition, url: platform.services[service].now().address, token, runs: 60, seed: 20_26, atOnce: 60 });
    expect({ calls, dishonest, unnamed }).toEqual({ calls: 60 * Object.keys(definition).length, dishonest: [], unnamed: [] });
  });
});
