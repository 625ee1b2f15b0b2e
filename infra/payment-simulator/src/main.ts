import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { paymentSimulator } from './payment-simulator.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, 'key-file': { type: 'string' }, help: { type: 'boolean' } } });
const { port, 'key-file': keyFile } = values;
if (values.help === true || port === undefined || keyFile === undefined) {
  process.stdout.write('payment-simulator --port PORT --key-file FILE\n  Stands in for the national payment platform on loopback; FILE is the key it shares with the portal.\n');
  process.exitCode = values.help === true ? 0 : 2;
} else {
  const server = paymentSimulator({ key: await readFile(keyFile), baseUrl: `http://127.0.0.1:${port}` }).listen(Number(port), '127.0.0.1');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}
