import { expect, test } from '@jest/globals';
import { addressVariable, environmentOf } from './environment-of.ts';

test('a variable of one service wins over the common one', () => {
  const said = { GRPC_PORT: '1', DIRECTORY_GRPC_PORT: '2', PROCEDURES_GRPC_PORT: '3', LOG_LEVEL: 'warn' };
  expect(environmentOf('directory', said)).toMatchObject({ GRPC_PORT: '2', LOG_LEVEL: 'warn' });
  expect(environmentOf('files', said)).toMatchObject({ GRPC_PORT: '1', LOG_LEVEL: 'warn' });
});

test('a dash in a name is an underscore in its variables', () => {
  expect(environmentOf('staff-portal', { STAFF_PORTAL_HTTP_PORT: '7010' })).toMatchObject({
    HTTP_PORT: '7010',
  });
});

test('the address of a service is in the variable of its name', () => {
  expect([addressVariable('directory'), addressVariable('two-words')]).toEqual([
    'DIRECTORY_URL',
    'TWO_WORDS_URL',
  ]);
});
