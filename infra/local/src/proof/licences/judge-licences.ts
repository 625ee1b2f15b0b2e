import satisfies from 'spdx-satisfies';
import { policyFile, type LicencePolicy } from './policy.ts';

/**
 * A package with the licence that it states: an SPDX expression, or whatever else it says; undefined where
 * that cannot be known.
 */
export type LicensedPackage = Readonly<{ name: string; version: string; licence: string | undefined }>;

/**
 * Answers one line for each package that may not be here, and for each exception that nothing needs any more:
 * what it is, and what to do.
 */
export function judgePackages(
  { licences, packages: exceptions }: LicencePolicy,
  packages: readonly LicensedPackage[],
): readonly string[] {
  const allowed = Object.keys(licences);
  const refused = packages.flatMap(({ name, version, licence }) => {
    const known = exceptions[name];
    if (licence === undefined)
      return [
        `${name}@${version} is in the lockfile and not installed, ` +
          'so that its licence is not known: run pnpm install.',
      ];
    if (known?.states === licence || isAllowed(licence, allowed)) return [];
    if (known !== undefined)
      return [
        `${name}@${version} states the licence “${licence}”, and ${policyFile} has it as ` +
          `“${known.states}”: read its licence and change the row, or remove the package.`,
      ];
    return [
      `${name}@${version} is under “${licence}”, which is not allowed: use another package, ` +
        `or give it a row below “packages” of ${policyFile} with the reason why it may be here.`,
    ];
  });
  const needless = Object.keys(exceptions)
    .filter(
      (name) =>
        !packages.some(
          (each) => each.name === name && each.licence !== undefined && !isAllowed(each.licence, allowed),
        ),
    )
    .map((name) => `${policyFile} has a row for ${name}, which nothing needs: remove the row.`);
  return [...refused, ...needless];
}

/**
 * Answers one line for each Go tool, by its folder below `infra/tools`, without a licence that may be here,
 * and for each row without a folder.
 */
export function judgeGoTools(
  { licences, goTools }: LicencePolicy,
  folders: readonly string[],
): readonly string[] {
  const allowed = Object.keys(licences);
  const refused = folders.flatMap((folder) => {
    const row = goTools[folder];
    if (row === undefined)
      return [
        `infra/tools/${folder} has no licence: read it in the module’s source and give it a row ` +
          `below “goTools” of ${policyFile}.`,
      ];
    if (typeof row !== 'string' || isAllowed(row, allowed)) return [];
    return [
      `infra/tools/${folder} is under “${row}”, which is not allowed: use another program, ` +
        'or write its row with “states” and “why”.',
    ];
  });
  const needless = Object.keys(goTools)
    .filter((folder) => !folders.includes(folder))
    .map(
      (folder) => `${policyFile} has a row for infra/tools/${folder}, which is not there: remove the row.`,
    );
  return [...refused, ...needless];
}

function isAllowed(licence: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(licence, [...allowed]);
  } catch {
    // Not an SPDX expression: nobody has allowed that.
    return false;
  }
}
