import { expect, test } from '@jest/globals';
import { DomainError } from '../../domain/mod.ts';
import { createLogger } from './logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(
    createLogger('procedures', { level: 'debug', destination: { write: (line) => void lines.push(line) } }),
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line has the allowed fields and drops the rest', () => {
  const fields = {
    stream: 'procedures_dossier-1',
    position: 7n,
    name: 'Nguyễn Văn An',
    phone: '0905',
    applicant: { name: 'An' },
  };
  const [line] = logged((log) => log.info(fields, 'appended'));
  expect(line).toMatchObject({
    service: 'procedures',
    level: 'info',
    msg: 'appended',
    stream: 'procedures_dossier-1',
    position: '7',
  });
  expect(JSON.stringify(line)).not.toMatch(/Nguyễn|0905|An"/);
});

test('an error is logged with its causes, but not with the input that a parser quotes', () => {
  const parse = (): unknown => JSON.parse('{"name":"Nguyễn Văn An"');
  const [line] = logged((log) => {
    try {
      parse();
    } catch (error) {
      log.error(
        {
          err: new DomainError(
            'unavailable',
            'LOG_UNREADABLE',
            { stream: 's', name: 'An' },
            { cause: error },
          ),
        },
        'unreadable',
      );
    }
  });
  expect(line).toMatchObject({
    err: { reason: 'LOG_UNREADABLE', facts: { stream: 's' }, cause: { type: 'SyntaxError' } },
  });
  expect(JSON.stringify(line)).not.toMatch(/Nguyễn|"An"/);
});

test('a child’s lines all have its fields', () => {
  expect(logged((log) => log.child({ policy: 'remind' }).warn('late'))).toMatchObject([
    { policy: 'remind', msg: 'late', level: 'warn' },
  ]);
});
