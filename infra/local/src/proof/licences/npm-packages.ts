import { z } from 'zod';
import type { LicensedPackage } from './judge-licences.ts';

const installedSchema = z.record(
  z.string(),
  z.array(z.object({ name: z.string(), versions: z.array(z.string()) })),
);
const lockfileSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ os: z.array(z.string()).optional(), cpu: z.array(z.string()).optional() }),
  ),
  snapshots: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
});

/**
 * Returns every package of the lockfile with its licence. `listed` is the output of `pnpm licenses list
 * --json` for the installed ones, by licence. A package for other platforms is not installed: it is a build
 * of the package that depends on it, under the same licence.
 */
export function npmPackages(listed: unknown, lockfile: unknown): readonly LicensedPackage[] {
  const installed = new Map<string, string>(
    Object.entries(installedSchema.parse(listed)).flatMap(([licence, packages]) =>
      packages.flatMap(({ name, versions }) =>
        versions.map((version) => [`${name}@${version}`, licence] as const),
      ),
    ),
  );
  const { packages, snapshots } = lockfileSchema.parse(lockfile);
  const askedBy = new Map<string, string>(
    Object.entries(snapshots).flatMap(([asking, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies).map(
        ([name, version]) => [`${name}@${version}`, withoutPeers(asking)] as const,
      ),
    ),
  );
  return Object.entries(packages).map(([key, { os, cpu }]) => {
    const forOthers =
      os === undefined && cpu === undefined ? undefined : installed.get(askedBy.get(key) ?? '');
    const at = key.lastIndexOf('@');
    return { name: key.slice(0, at), version: key.slice(at + 1), licence: installed.get(key) ?? forOthers };
  });
}

/** Turns `a@1.0.0(b@2.0.0)`, as the lockfile distinguishes installations of one package, into `a@1.0.0`. */
const withoutPeers = (key: string): string => key.replace(/\(.*$/u, '');
