import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubectl } from './kubectl.ts';

/** The kinds that the charts render, each by its group's path in the API server's OpenAPI. */
const kinds: Readonly<{ [path: string]: readonly string[] }> = {
  'api/v1': ['ConfigMap', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apis/apps/v1': ['Deployment', 'StatefulSet'],
  'apis/autoscaling/v2': ['HorizontalPodAutoscaler'],
  'apis/batch/v1': ['CronJob', 'Job'],
  'apis/networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'apis/policy/v1': ['PodDisruptionBudget'],
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Definitions = { [name: string]: Json };

const prefix = '#/components/schemas/';

/**
 * Writes JSON schemas of those kinds as this API server has them: one file of definitions, and one file a
 * kind that points into it. Unknown fields are errors.
 */
export async function writeApiSchemas(kubectl: Kubectl, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const definitions: Definitions = {};
  for (const [path, names] of Object.entries(kinds)) {
    const {
      components: { schemas },
    } = JSON.parse(await kubectl(['get', '--raw', `/openapi/v3/${path}`])) as {
      components: { schemas: Definitions };
    };
    const [, group = '', version = ''] = /^(?:api|apis\/([^/]+))\/([^/]+)$/.exec(path) ?? [];
    for (const kind of names) {
      const name = Object.keys(schemas).find((each) => isKind(schemas[each], group, version, kind));
      if (name === undefined) throw new Error(`The API server knows no ${kind} of ${path}.`);
      collect(name, schemas, definitions);
      writeFileSync(
        join(folder, `${kind.toLowerCase()}-${group === '' ? '' : `${group.split('.')[0]}-`}${version}.json`),
        `${JSON.stringify({ $ref: `_definitions.json#/definitions/${name}` })}\n`,
      );
    }
  }
  const sorted = Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(folder, '_definitions.json'), `${JSON.stringify({ definitions: sorted }, null, 1)}\n`);
}

function isKind(schema: Json | undefined, group: string, version: string, kind: string): boolean {
  const said = (
    schema as
      | { 'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[] }
      | undefined
  )?.['x-kubernetes-group-version-kind'];
  return (
    said?.some((each) => each.group === group && each.version === version && each.kind === kind) === true
  );
}

/** Takes a definition over with all that it points to. */
function collect(name: string, from: Definitions, into: Definitions): void {
  if (name in into) return;
  const schema = from[name];
  if (schema === undefined) throw new Error(`The API server's OpenAPI names ${name} and does not have it.`);
  into[name] = null;
  into[name] = strict(schema, (other) => collect(other, from, into));
}

/** Without prose, with every field known, pointing into the one file. */
function strict(schema: Json, met: (name: string) => void): Json {
  if (Array.isArray(schema)) return schema.map((item) => strict(item, met));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !(
        key.startsWith('x-') ||
        (['description', 'default', 'format', 'example'].includes(key) && typeof value !== 'object') ||
        key === 'default'
      ),
  );
  const result: { [key: string]: Json } = {};
  for (const [key, value] of kept) {
    if (key === '$ref' && typeof value === 'string' && value.startsWith(prefix)) {
      met(value.slice(prefix.length));
      result[key] = `#/definitions/${value.slice(prefix.length)}`;
    } else if (key === 'properties' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      result[key] = Object.fromEntries(
        Object.entries(value).map(([property, of]) => [property, strict(of, met)]),
      );
    } else result[key] = strict(value, met);
  }
  if ('properties' in result) result['additionalProperties'] = false;
  return result;
}
