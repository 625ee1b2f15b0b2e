import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { tablesInDocument, writeTables } from './document.ts';
import { measurementsFile, readInputs, type Measurements } from './inputs.ts';
import { measure } from './measure.ts';
import { capacityTables } from './capacity-tables.ts';

const COST_OF_PAGE = 'CPU of the platform for a page';
const loadRun = z.object({
  scenario: z.string(),
  began: z.string(),
  figures: z.array(z.object({ name: z.string(), value: z.number() })),
});

const program = new Command('npm run exec -- node loadtest/capacity/main.ts')
  .description(
    'Writes the tables of loadtest/capacity.md from the measurements, assumptions and demands in its folder.',
  )
  .option('--check', 'write nothing; exit with 1 where the document differs from its data')
  .option(
    '--measure',
    'first measure a dossier and the log on this machine, about a minute, and store the figures',
  )
  .option(
    '--pages <file>',
    'read the cost of a page from the JSON of a load run of officer-day; only with --measure',
  )
  .action(run);

async function run({
  check,
  measure: anew,
  pages,
}: Readonly<{ check?: true; measure?: true; pages?: string }>): Promise<void> {
  try {
    if (pages !== undefined && !anew) throw new Error('--pages requires --measure.');
    if (anew)
      writeFileSync(
        measurementsFile,
        `${JSON.stringify(
          await measure(costOfPage(pages), (line) => {
            process.stderr.write(`${line}\n`);
          }),
          null,
          2,
        )}\n`,
      );
    const tables = capacityTables(readInputs());
    if (!check) writeTables(tables);
    else if (tablesInDocument() !== tables)
      throw new Error('capacity.md differs from its data: run this without --check.');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** From a load run, or as measured before. */
function costOfPage(file: string | undefined): Measurements['cpuOfPage'] {
  if (file === undefined) return readInputs().measurements.cpuOfPage;
  if (!existsSync(file))
    throw new Error(`There is no file ${file}: --pages expects the JSON of a load run of officer-day.`);
  const read = loadRun.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  const found = read.success ? read.data.figures.find(({ name }) => name === COST_OF_PAGE) : undefined;
  if (!read.success || found === undefined)
    throw new Error(
      `${file} is not a load run with the figure '${COST_OF_PAGE}': ` +
        'npm run load -- officer-day --isolated writes one.',
    );
  return {
    value: found.value,
    unit: 'ms',
    by: `npm run load -- ${read.data.scenario}: all processes, with logins and receipts at the counter`,
  };
}

await program.parseAsync();
