import satisfies from 'spdx-satisfies';
import { policyFile, type LicencePolicy } from './policy.ts';

/**
 * A package with the licence that it states, an SPDX expression or any other text; undefined where that is
 * unknown.
 */
export type LicensedPackage = Readonly<{ name: string; version: string; licence: string | undefined }>;

/**
 * Returns one line for each package that is not allowed, and for each exception that is no longer needed:
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
          'so that its licence is unknown: run pnpm install.',
      ];
    if (known?.states === licence || isAllowed(licence, allowed)) return [];
    if (known !== undefined)
      return [
        `${name}@${version} states the licence “${licence}”, and ${policyFile} has it as ` +
          `“${known.states}”: read its licence and change the row, or remove the package.`,
      ];
    return [
      `${name}@${version} is under “${licence}”, which is not allowed: use another package, ` +
        `or add a row to “packages” of ${policyFile} with the reason why it is accepted.`,
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
 * Returns one line for each Go tool, by its folder below `infra/tools`, whose licence is not allowed, and for
 * each row without a folder.
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
    // Not an SPDX expression, so not allowed.
    return false;
  }
}
