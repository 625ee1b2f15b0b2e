import { writeFileSync } from 'node:fs';
import { runToEnd, workspace } from '@egov/local/building';
import type { DebianPins } from './debian-tree.ts';

/** A part that is in no package manager's list. */
export type Part = Readonly<{
  type: 'application' | 'library';
  name: string;
  version: string;
  purl: string;
  licenses?: readonly object[];
}>;

type Bom = {
  serialNumber?: string;
  metadata?: Record<string, unknown>;
  components?: Part[];
  [key: string]: unknown;
};

/** Returns Debian's packages as parts of an image. */
export const debianParts = ({ packages }: DebianPins): readonly Part[] =>
  Object.entries(packages).map(([name, { version }]) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=amd64`,
  }));

/**
 * Writes the bill of materials of an image as CycloneDX: the production dependencies of the lockfile, and the
 * parts below them.
 */
export async function writeBillOfMaterials(
  file: string,
  image: string,
  version: string,
  packageName: string | undefined,
  parts: readonly Part[],
): Promise<void> {
  const bom: Bom =
    packageName === undefined
      ? {
          $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
          bomFormat: 'CycloneDX',
          specVersion: '1.7',
          version: 1,
          components: [],
        }
      : (JSON.parse(
          await runToEnd({
            what: `Listing what ${image} is made of`,
            file: 'pnpm',
            cwd: workspace,
            args: [
              `--filter=${packageName}`,
              '--config.pmOnFail=ignore',
              'sbom',
              '--prod',
              '--sbom-format',
              'cyclonedx',
              '--sbom-type',
              'application',
            ],
          }),
        ) as Bom);
  // Nothing random and no time of the build: the same commit gives the same file.
  const { serialNumber: _chance, metadata = {}, components = [], ...rest } = bom;
  const { timestamp: _now, ...said } = metadata;
  const own = { type: 'container', name: `egov/${image}`, version };
  const all = [...components, ...parts].toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
  writeFileSync(
    file,
    `${JSON.stringify({ ...rest, metadata: { ...said, component: own }, components: all }, null, 2)}\n`,
  );
}
