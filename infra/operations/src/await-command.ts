import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';

const AGAIN_MS = 1_000;

type Address = Readonly<{ host: string; port: number }>;

function address(text: string, before: readonly Address[] = []): readonly Address[] {
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined) throw new InvalidArgumentError('host:port is expected.');
  return [...before, { host, port: Number(port) }];
}

/** `await`: ends once each address takes connections; with 1 and one line when one does not in time. */
export const awaitCommand = (): Command => new Command('await')
  .description('Wait until each address takes connections, so that what comes after finds it there.')
  .argument('<address...>', 'host:port of each', address)
  .option('--within <seconds>', 'how long at most', Number, 600)
  .action(async (addresses: readonly Address[], { within }: Readonly<{ within: number }>) => {
    const end = Date.now() + within * 1_000;
    for (const each of addresses) {
      while (!await takesConnections(each)) {
        if (Date.now() > end) throw new Error(`${each.host}:${each.port} took no connection within ${within} s.`);
        await after(AGAIN_MS);
      }
      process.stdout.write(`${each.host}:${each.port} is there\n`);
    }
  });

async function takesConnections({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: AGAIN_MS });
    const said = (answer: boolean) => () => { socket.destroy(); resolve(answer); };
    socket.once('connect', said(true)).once('error', said(false)).once('timeout', said(false));
  });
}
