import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { paymentSimulator } from './payment-simulator.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    'base-url': { type: 'string' },
    'key-file': { type: 'string' },
    help: { type: 'boolean' },
  },
});
const { port, host, 'key-file': keyFile, 'base-url': baseUrl = `http://127.0.0.1:${port}` } = values;
if (values.help === true || port === undefined || keyFile === undefined) {
  process.stdout.write(
    'payment-simulator --port PORT --key-file FILE [--host 127.0.0.1] [--base-url URL]\n ' +
      ' Simulates the national payment platform; FILE is the key that it shares with the portal, ' +
      'URL its address for browsers.\n',
  );
  process.exitCode = values.help === true ? 0 : 2;
} else {
  const server = paymentSimulator({ key: await readFile(keyFile), baseUrl }).listen(Number(port), host);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}
