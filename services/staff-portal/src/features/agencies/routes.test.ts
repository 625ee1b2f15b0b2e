import { expect, test } from '@jest/globals';
import { administrationOffice, administrator, agencyId } from '../../test-support/administration-office.ts';

test('agencies are listed as of a day, and one shows its names, codes and people', async () => {
  const { get } = administrationOffice();
  expect((await get('/agencies?text=tu phap&as_of=2025-01-01')).text).toContain(
    '/agencies?text=tu+phap&amp;as_of=2025-01-01&amp;page=more',
  );
  const { text } = await get(`/agencies/${agencyId}`);
  for (const part of ['Sở Tư pháp &lt;b&gt;', 'H44.05', 'Lê &lt;b&gt;Minh']) expect(text).toContain(part);
});

test('an agency is renamed from a day on, against the revision shown', async () => {
  const { sent, post } = administrationOffice();
  expect(
    (
      await post(`/agencies/${agencyId}/rename`, {
        name: 'Sở Tư pháp mới',
        valid_from: '2027-01-01',
        revision: '4',
      })
    ).headers.location,
  ).toBe(`/agencies/${agencyId}?done=yes`);
  expect(sent).toMatchObject([
    { agencyId, name: 'Sở Tư pháp mới', validFromDay: '2027-01-01', expectedRevision: 4n },
  ]);
  expect(
    (await post(`/agencies/${agencyId}/rename`, { name: '', valid_from: '', revision: '4' })).text,
  ).toContain('href="#valid_from"');
});

test('an agency is established, given a code, moved and dissolved, each from its day', async () => {
  const { sent, post } = administrationOffice();
  const other = '0198c0de-0000-7000-8000-00000000000b';
  expect(
    (
      await post('/agencies', {
        name: 'Phòng mới',
        level: '5',
        parent_id: agencyId,
        established_on: '2027-01-01',
        scheme: '2',
        code: 'H44.99',
      })
    ).headers.location,
  ).toBe('/agencies?done=yes');
  await post(`/agencies/${agencyId}/code`, {
    scheme: '1',
    code: '000.00.05.H44',
    code_from: '2027-01-01',
    revision: '4',
  });
  await post(`/agencies/${agencyId}/move`, { parent_id: other, move_from: '2027-01-01', revision: '4' });
  expect(
    (
      await post(`/agencies/${agencyId}/dissolve`, {
        dissolved_on: '2027-06-30',
        successors: other,
        legal_ground: 'NQ 1',
        revision: '4',
      })
    ).headers.location,
  ).toBe(`/agencies/${agencyId}?done=yes`);
  expect(sent).toMatchObject([
    {
      name: 'Phòng mới',
      level: 5,
      parentId: agencyId,
      establishedOn: '2027-01-01',
      codes: [{ scheme: 2, code: 'H44.99' }],
    },
    { scheme: 1, code: '000.00.05.H44', validFromDay: '2027-01-01' },
    { parentId: other, validFromDay: '2027-01-01', expectedRevision: 4n },
    { dissolvedOn: '2027-06-30', successors: [{ agencyId: other }], legalGround: 'NQ 1' },
  ]);
});

test('an empty form is refused at its fields, and opened where they are', async () => {
  const { sent, post } = administrationOffice();
  const dissolve = await post(`/agencies/${agencyId}/dissolve`, { successors: '', revision: '4' });
  expect([
    dissolve.status,
    dissolve.text.includes('href="#dissolved_on"'),
    dissolve.text.includes('href="#legal_ground"'),
  ]).toEqual([422, true, true]);
  expect(dissolve.text).toMatch(/<details[^>]* open>.{0,200}Giải thể/su);
  const establish = await post('/agencies', { name: ' ' });
  expect([
    establish.status,
    establish.text.includes('href="#name"'),
    establish.text.includes('href="#parent_id"'),
  ]).toEqual([422, true, true]);
  expect(sent).toEqual([]);
});

test('an official with read access only gets no form', async () => {
  const { get } = administrationOffice({
    user: { ...administrator, permissions: ['agency.read', 'staff.read'] },
  });
  for (const path of [`/agencies/${agencyId}`])
    expect((await get(path)).text).not.toMatch(/action="\/(people|agencies)[^"]*" [^>]*novalidate/u);
});
