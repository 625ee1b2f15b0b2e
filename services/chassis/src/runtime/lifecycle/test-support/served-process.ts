import { createInterface } from 'node:readline';
import { startPeople } from '../../grpc/test-support/people-service.ts';
import { createLogger } from '../../logger/logger.ts';
import { lifecycle } from '../lifecycle.ts';

// Runs as a separate process: reports on stdout what happens, and lets its call in flight end on a line from
// stdin.
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const life = lifecycle({
  logger: createLogger('served', { level: 'silent' }),
  graceMs: Number(process.argv[2] ?? 10_000),
});

await life.start(async () => {
  life.onStop('store', () => say('store closed'));
  const go = Promise.withResolvers<void>();
  createInterface({ input: process.stdin }).once('line', () => go.resolve());
  const { server, url } = await startPeople(
    {
      forget: async () => {
        say('call begun');
        await go.promise;
      },
    },
    { drainDelayMs: 50 },
  );
  life.onStop('server', async () => {
    say('draining');
    await server.drain();
    say('server closed');
  });
  server.setReady(true);
  say(url);
});
