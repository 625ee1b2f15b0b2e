import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  keycloakVersion,
  layOutTheme,
  runToEnd,
  tool,
  toolsFolder,
  unpackKeycloak,
  type GoTool,
} from '@egov/local/building';
import { debianParts, writeBillOfMaterials, type Part } from './bill-of-materials.ts';
import type { Archive, Buildah } from './buildah.ts';
import { debianPins, debianTree, type DebianTreeName } from './debian-tree.ts';
import { images, type GoImage, type ImageName, type NodeImage } from './image-list.ts';
import { writeTrustStore } from './java-trust-store.ts';
import { nodeFolder } from './node-folder.ts';

/** What all images of one build have in common. */
export type Release = Readonly<{
  version: string;
  revision: string;
  timestamp: number;
  out: string;
  keepContext: boolean;
  say: (line: string) => void;
}>;

const dockerfiles = join(import.meta.dirname, '..');
const basesMade = new Set<string>();

/** Builds one image into an archive, and writes its bill of materials next to it. */
export async function buildImage(engine: Buildah, name: ImageName, release: Release): Promise<Archive> {
  const image = images[name];
  const context = join(release.out, 'context');
  const folder = join(context, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { base, dockerfile, parts } = await layOut[image.kind](image as never, folder, release, name);
  const common = { SERVICE: name, VERSION: release.version, REVISION: release.revision };
  const args = base === undefined ? common : { ...common, BASE: await baseImage(engine, base, release) };
  const reference = `localhost/egov/${name}:${release.version}`;
  await engine.build({
    reference,
    dockerfile: join(dockerfiles, dockerfile),
    context,
    args,
    timestamp: release.timestamp,
  });
  await writeBillOfMaterials(
    join(release.out, `${name}.cdx.json`),
    name,
    release.version,
    image.kind === 'node' ? image.package : undefined,
    [...parts, ...(base === undefined ? [] : debianParts(debianPins(base)))],
  );
  if (!release.keepContext) rmSync(folder, { recursive: true });
  return engine.archive(reference, join(release.out, `${name}.tar`));
}

type LaidOut = Readonly<{ base?: DebianTreeName; dockerfile: string; parts: readonly Part[] }>;

const layOut = {
  node: async (image: NodeImage, folder: string): Promise<LaidOut> => {
    await nodeFolder(image, folder);
    return {
      base: 'node-base',
      dockerfile: 'Dockerfile',
      parts: [
        {
          type: 'application',
          name: 'node',
          version: process.versions.node,
          purl: `pkg:generic/node@${process.versions.node}`,
        },
      ],
    };
  },
  go: async ({ programs }: GoImage, folder: string, { say }: Release, image: string): Promise<LaidOut> => {
    const bin = join(folder, 'usr', 'local', 'bin');
    mkdirSync(bin, { recursive: true });
    const parts: Part[] = [];
    for (const [name, module] of Object.entries(programs)) {
      const program = await tool(name as GoTool, say);
      cpSync(program, join(bin, name));
      const version = program.slice(program.lastIndexOf('-v') + 2);
      parts.push({ type: 'application', name, version, purl: `pkg:golang/${module}@v${version}` });
    }
    return { dockerfile: `${image}.Dockerfile`, parts };
  },
  keycloak: async (_image: unknown, folder: string, { say }: Release): Promise<LaidOut> => {
    await keycloakFolder(folder, say);
    return {
      base: 'java-base',
      dockerfile: 'keycloak.Dockerfile',
      parts: [
        {
          type: 'application',
          name: 'keycloak-quarkus-dist',
          version: keycloakVersion,
          purl: `pkg:maven/org.keycloak/keycloak-quarkus-dist@${keycloakVersion}?type=zip`,
        },
      ],
    };
  },
  postgresql: async (_image: unknown, folder: string): Promise<LaidOut> => {
    cpSync(join(dockerfiles, 'postgresql'), folder, { recursive: true });
    return { base: 'postgresql-base', dockerfile: 'postgresql.Dockerfile', parts: [] };
  },
};

/** Lays out Keycloak built for PostgreSQL, which takes longer than all else of a build. */
async function keycloakFolder(folder: string, say: Release['say']): Promise<void> {
  const scratch = mkdtempSync(join(toolsFolder, 'keycloak-image-'));
  try {
    say(`Building Keycloak ${keycloakVersion} for PostgreSQL ...`);
    const home = await unpackKeycloak(scratch);
    await runToEnd({
      what: `Building Keycloak ${keycloakVersion}`,
      file: join(home, 'bin', 'kc.sh'),
      args: ['build', '--db=postgres', '--health-enabled=true', '--metrics-enabled=true'],
    });
    for (const part of ['lib', 'conf', 'providers', 'LICENSE.txt', 'version.txt'])
      cpSync(join(home, part), join(folder, part), { recursive: true });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  layOutTheme(join(folder, 'themes'));
  writeFileSync(join(folder, 'java.options'), `${javaOptions.join('\n')}\n`);
}

/** The options that `kc.sh` passes to Java. */
const javaOptions = [
  '-XX:MaxRAMPercentage=70',
  '-XX:MetaspaceSize=96M',
  '-XX:MaxMetaspaceSize=256m',
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:TieredStopAtLevel=1',
  '-Djava.security.egd=file:/dev/urandom',
  '-Dfile.encoding=UTF-8',
  '-Dsun.stdout.encoding=UTF-8',
  '-Dsun.err.encoding=UTF-8',
  '-Dstdout.encoding=UTF-8',
  '-Dstderr.encoding=UTF-8',
  '-Djdk.tls.rejectClientInitiatedRenegotiation=true',
  '--add-opens=java.base/java.util=ALL-UNNAMED',
  '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED',
  '--add-opens=java.base/java.security=ALL-UNNAMED',
  '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
  '-Dkc.home.dir=/opt/keycloak',
  '-Djboss.server.config.dir=/opt/keycloak/conf',
  '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
  '-Dpicocli.disable.closures=true',
  '-Dquarkus-log-max-startup-records=10000',
  '-cp /opt/keycloak/lib/quarkus-run.jar',
];

/** Builds the base image, once a build; the Node base also holds the pinned Node itself. */
async function baseImage(
  engine: Buildah,
  name: DebianTreeName,
  { timestamp, out, say }: Release,
): Promise<string> {
  const reference = `localhost/egov/${name}:build`;
  if (basesMade.has(name)) return reference;
  say(`Making ${name} out of Debian's packages ...`);
  const folder = join(out, 'context', name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(await debianTree(name), folder, { recursive: true, verbatimSymlinks: true });
  if (name === 'node-base') {
    mkdirSync(join(folder, 'usr', 'local', 'bin'), { recursive: true });
    cpSync(process.execPath, join(folder, 'usr', 'local', 'bin', 'node'));
  }
  if (name === 'java-base') writeTrustStore(folder, timestamp);
  await engine.fromFolder(reference, folder, timestamp);
  rmSync(folder, { recursive: true });
  basesMade.add(name);
  return reference;
}
