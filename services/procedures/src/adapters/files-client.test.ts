import { personId } from '@egov/chassis/domain';
import { CallFailed } from '@egov/chassis/grpc';
import { systemContext } from '@egov/chassis/runtime';
import { fakeClients } from '@egov/chassis/testing';
import { entryOf } from '@egov/platform';
import type { KeepFilesRequest } from '@egov/proto/egov/files/v1/file_service';
import { expect, test } from '@jest/globals';
import type { Component } from '../domain/dossier/component.ts';
import { filesClient } from './files-client.ts';

const context = systemContext({
  service: 'procedures',
  requestId: 'r',
  correlation: 'c',
  clock: () => '2026-07-06T02:15:00.000Z',
});
const LAN = personId('0198c0de-0000-4000-8000-00000000001a');
const [FIRST, SECOND] = [`sha256:${'0a'.repeat(32)}`, `sha256:${'0b'.repeat(32)}`];
const paper = (fileRef: string | null): Component => ({
  paperId: 'p1',
  name: null,
  originals: 1,
  copies: 0,
  digitisation: 0,
  fileRef,
});

/** The service, which knows all files but those that fail. */
function asked(failure?: Readonly<{ code: number; reason: string; fileRef?: string }>) {
  const requests: Partial<KeepFilesRequest>[] = [];
  const { files } = fakeClients(entryOf('procedures').asks, {
    files: {
      keepFiles: async (request) => {
        requests.push(request as Partial<KeepFilesRequest>);
        if (failure === undefined) return {};
        const { code, reason, fileRef = '' } = failure;
        throw Object.assign(new CallFailed('/files', { code, details: '' }), { reason, facts: { fileRef } });
      },
    },
  });
  return { requests, papers: filesClient({ files }) };
}

test('the files of papers are kept for the applicant; papers without a file need nobody', async () => {
  const { requests, papers } = asked();
  await papers.keep(LAN, [paper(null), paper(SECOND)], context);
  await papers.keep(LAN, [paper(null)], context);
  expect(requests).toMatchObject([{ personId: LAN, fileRefs: [SECOND] }]);
});

test('a file that the applicant has not uploaded is named by its field', async () => {
  const { papers } = asked({ code: 9, reason: 'FILE_UNKNOWN', fileRef: SECOND });
  await expect(papers.keep(LAN, [paper(FIRST), paper(null), paper(SECOND)], context)).rejects.toMatchObject({
    reason: 'FILE_UNKNOWN',
    facts: { field: 'components[2].file_ref' },
  });
});

test('while the service does not respond nothing is submitted', async () => {
  const { papers } = asked({ code: 14, reason: '' });
  await expect(papers.keep(LAN, [paper(FIRST)], context)).rejects.toMatchObject({
    reason: 'FILES_UNAVAILABLE',
  });
});
