import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { benchmarks } from './benchmarks.ts';
import type { Measurement } from './measurement.ts';
import { reportTable } from './report-table.ts';

const program = new Command('npm run bench --')
  .description('Measures the platform on this machine, each figure with a baseline of the same run.')
  .argument(
    '[names...]',
    `which benchmarks: ${benchmarks.map(({ name }) => name).join(', ')}; all by default`,
  )
  .option('--out <file>', 'write the figures as JSON', 'out/bench.json')
  .option('--quick', 'short runs, whose figures are only an indication', false)
  .option('--list', 'list what each measures', false);

async function run(
  names: readonly string[],
  { out, quick, list }: { out: string; quick: boolean; list: boolean },
): Promise<void> {
  if (list) return console.log(benchmarks.map(({ name, about }) => `${name.padEnd(14)} ${about}`).join('\n'));
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) program.error(`There is no benchmark ${unknown.join(', ')}; --list shows them.`);
  const measurements: Measurement[] = [];
  const [loadBefore = 0] = loadavg();
  if (loadBefore > 1)
    process.stderr.write(
      `This machine is busy (load ${loadBefore.toFixed(1)}): compare ratios, not figures.\n`,
    );
  for (const benchmark of benchmarks.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const folder = await mkdtemp(join(tmpdir(), 'egov-bench-'));
    process.stderr.write(`${benchmark.name}: ${benchmark.about}\n`);
    try {
      const figures = await benchmark.run({
        folder,
        quick,
        say: (line) => {
          process.stderr.write(`  ${line}\n`);
        },
      });
      measurements.push(...figures);
      console.log(reportTable(figures));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  await writeJson(out, {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    loadBefore,
    quick,
    measurements,
  });
  console.log(`\n${reportTable(measurements)}\n\nWritten to ${out}.`);
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

program.action(run);
await program.parseAsync();
