import { Command } from 'commander';
import { resolve } from 'node:path';
import { layoutAt } from './layout.ts';
import { raiseCluster } from './raise.ts';
import { clusterStatus } from './status.ts';
import { stopCluster } from './stop.ts';

type Flags = Readonly<{ state?: string; purge?: boolean }>;

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const layoutOf = ({ state }: Flags) => (state === undefined ? layoutAt() : layoutAt(resolve(state)));

const program = new Command('npm run cluster --').description('A real single-node Kubernetes out of plain processes, for machines without Docker. Needs root.');
const command = (name: string, description: string) => program.command(name).description(description).option('--state <folder>', 'folder of its state; .data/cluster by default');

command('up', 'Raise it, or what of it does not run.').action(async (flags: Flags) => {
  const { layout } = await raiseCluster(layoutOf(flags), say);
  say(`export KUBECONFIG=${layout.kubeconfig}`);
});
command('down', 'End it and take away what it made on the machine.').option('--purge', 'delete its state too')
  .action(async (flags: Flags) => stopCluster(layoutOf(flags), { purge: flags.purge ?? false, say }));
command('status', 'Say what runs; ends with 1 when not all does.').action(async (flags: Flags) => {
  const { text, up } = await clusterStatus(layoutOf(flags));
  say(text);
  process.exitCode = up ? 0 : 1;
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
