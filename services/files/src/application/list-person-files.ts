import { WHOLE_PROVINCE, type CallContext } from '@egov/chassis/application';
import type { KeptFiles } from './kept-files.ts';
import type { ObjectStore } from './ports.ts';
import type { Kept } from './upload-store.ts';

const MAX_FILES = 500;
const MAX_OBJECTS = 5_000;
const PLACES = ['uploads', 'files'] as const;

/** What is kept of a person. */
export type PersonFiles = Readonly<{ files: readonly Kept[]; objects: number }>;

/** Lists what is kept of a person, on `person.read` of the whole province. */
export const listPersonFiles =
  ({ files, objects }: Readonly<{ files: KeptFiles; objects: Pick<ObjectStore, 'list'> }>) =>
  async ({ personId }: Readonly<{ personId: string }>, { principal }: CallContext): Promise<PersonFiles> => {
    principal.require('person.read', WHOLE_PROVINCE);
    const kept: Kept[] = [];
    for await (const file of files.of(personId)) {
      kept.push(file);
      if (kept.length === MAX_FILES) break;
    }
    let count = 0;
    for (const place of PLACES) {
      for await (const _ of objects.list(`${place}/${personId}/`)) {
        count += 1;
        if (count === MAX_OBJECTS) return { files: kept, objects: count };
      }
    }
    return { files: kept, objects: count };
  };
