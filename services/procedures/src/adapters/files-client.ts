import { CallFailed, type ClientsOf } from '@egov/chassis/grpc';
import { derivedId } from '@egov/chassis/application';
import type { Entry } from '@egov/platform';
import type { Papers } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';

type Asked = ClientsOf<Entry<'procedures'>['asks']>;

/** Asks the files service. */
export const filesClient = ({ files }: Pick<Asked, 'files'>): Papers => ({
  async keep(personId, components, context) {
    const fileRefs = components.flatMap(({ fileRef }) => fileRef ?? []);
    if (fileRefs.length === 0) return;
    const requestId = derivedId('procedures files', personId, context.requestId);
    try {
      await files.keepFiles({ requestId, personId, fileRefs }, { context });
    } catch (error) {
      if (!(error instanceof CallFailed) || error.reason !== 'FILE_UNKNOWN')
        throw refusal('FILES_UNAVAILABLE', {}, { cause: error });
      const index = components.findIndex(({ fileRef }) => fileRef === error.facts.fileRef);
      throw refusal('FILE_UNKNOWN', { field: `components[${index}].file_ref` }, { cause: error });
    }
  },
});
