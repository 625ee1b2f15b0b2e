import { expect, test } from '@jest/globals';
import { callersFor } from '@egov/chassis/testing';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { inDirectory } from './test-support/directory-world.ts';

test(
  'an inspector is told every type of event that can be asked for, also before the first',
  inDirectory(async ({ url }) => {
    const callers = callersFor(AuditServiceDefinition, url);
    const { acts, eventTypes } = await callers
      .as({ permissions: ['audit.read'], agencies: ['*'] })
      .listActs({});
    callers.close();
    expect(acts).toEqual([]);
    expect(eventTypes).toEqual(expect.arrayContaining(['AgencyRenamed', 'PersonForgotten']));
    expect(eventTypes).toEqual([...new Set(eventTypes)].toSorted());
  }),
);
