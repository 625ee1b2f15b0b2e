import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { generalReasons } from '@egov/chassis/domain';
import { accessOf, type Access } from '@egov/chassis/grpc';
import { allPermissions, serviceNames, services, sharedApi, type Permission } from '@egov/platform';
import { filesBelow, read, workspace } from '../architecture/support/workspace.ts';

type Methods = Parameters<typeof accessOf>[0];

const accessIn = (api: object): readonly Access[] =>
  Object.values(api)
    .flatMap(({ methods }: { methods: Readonly<Record<string, Methods>> }) => Object.values(methods))
    .map(accessOf);
const reasonsIn = (api: object): readonly string[] => accessIn(api).flatMap(({ refused }) => refused);

/**
 * Permissions that no method names: each is checked against the record, once the method is open to the
 * caller.
 */
const askedOfTheRecord: readonly Permission[] = ['dossier.read-personal', 'demonstration.backdate'];

/** Reasons that no method has, as no call leads to them. */
const withoutMethod: Readonly<Record<string, readonly string[]>> = {
  // A timer that fired early is fired again.
  procedures: ['SUPPLEMENT_NOT_EXPIRED'],
};

test('every method has permissions of the realm, and every permission of the realm is used', () => {
  const contracts = filesBelow('proto/egov')
    .filter((file) => file.endsWith('_service.proto'))
    .map(read)
    .join('');
  const methods = contracts.match(/^ {2}rpc /gm) ?? [];
  expect(contracts.match(/option \(egov\.access\.v1\.access\) = /g)).toHaveLength(methods.length);
  const named = [...contracts.matchAll(/any_of: \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
    list.match(/[a-z.-]+/g),
  );
  expect(new Set([...named, ...askedOfTheRecord])).toEqual(new Set(allPermissions));
});

test('the contracts of every service have general reasons only', () => {
  expect(reasonsIn(sharedApi).filter((reason) => !(reason in generalReasons))).toEqual([]);
});

test.each(serviceNames)(
  '%s explains and uses every reason that its contracts name, and no other',
  async (name) => {
    const domain = join('services', name, 'src/domain/reasons.ts');
    const { reasons } = (await import(join(workspace, domain))) as { reasons: object };
    const own = Object.keys(reasons).filter((reason) => !(reason in generalReasons));
    const named = new Set([...reasonsIn(services[name].api), ...(withoutMethod[name] ?? [])]);
    for (const reason of Object.keys(generalReasons)) named.delete(reason);
    expect(named).toEqual(new Set(own));

    // The arithmetic of working time refuses for its services.
    const source = [join('services', name, 'src'), 'services/chassis/src/domain/working-time']
      .flatMap(filesBelow)
      .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.|test-support|reasons\.ts$/.test(file))
      .map(read)
      .join('\n');
    expect(own.filter((reason) => !source.includes(`'${reason}'`))).toEqual([]);
    // A refusal that is not in the table would be in no contract.
    expect(source).not.toContain('new DomainError(');
  },
);
