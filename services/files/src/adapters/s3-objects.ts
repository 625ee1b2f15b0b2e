import type { DomainError } from '@egov/chassis/domain';
import { AwsClient } from 'aws4fetch';
import { SaxesParser } from 'saxes';
import type { Listed, ObjectStore } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';

/** Address of an S3 store, and the account. */
export type S3Options = Readonly<{
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}>;

const BOUND_MS = 15_000;
/** After 5xx or 429; the caller of the service retries as well. */
const RETRIES = 2;
const NAME = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/?$/;

/**
 * Keeps objects in a bucket of S3, addressed by path. The store itself guarantees that nothing is overwritten
 * (conditional writes), so that several processes may write.
 */
export function s3Objects({ endpoint, region, bucket, ...account }: S3Options): ObjectStore {
  const aws = new AwsClient({ ...account, region, service: 's3', retries: RETRIES });
  const base = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const ask = async (path: string, init: RequestInit, expected: readonly number[]): Promise<Response> => {
    const answer = await reached(() =>
      aws.fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(BOUND_MS) }),
    );
    if (expected.includes(answer.status)) return answer;
    const said = await reached(() => answer.text());
    const code = /<Code>(\w+)<\/Code>/.exec(said)?.[1];
    throw unavailable({ status: answer.status, ...(code === undefined ? {} : { code }) });
  };
  return {
    async put(name, bytes) {
      const init = { method: 'PUT', headers: { 'if-none-match': '*' }, body: Buffer.from(bytes) };
      return (await ask(pathOf(name), init, [200, 412])).status === 200;
    },
    async get(name) {
      const answer = await ask(pathOf(name), {}, [200, 404]);
      return answer.status === 404 ? undefined : Buffer.from(await reached(() => answer.arrayBuffer()));
    },
    async *list(prefix) {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: pathOf(prefix).slice(1) });
        if (token !== undefined) query.set('continuation-token', token);
        const answer = await ask(`?${query.toString()}`, {}, [200]);
        const page = listingOf(await reached(() => answer.text()));
        yield* page.objects;
        token = page.next;
      } while (token !== undefined);
    },
    async remove(name) {
      await ask(pathOf(name), { method: 'DELETE' }, [200, 204, 404]);
    },
  };
}

function pathOf(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a name of an object.`);
  return `/${name}`;
}

type Page = Readonly<{ objects: readonly Listed[]; next: string | undefined }>;

/** Parses a response of ListObjectsV2. */
function listingOf(xml: string): Page {
  const objects: Listed[] = [];
  let fields: Record<string, string> = {};
  let next: string | undefined;
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'Contents') fields = {};
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'NextContinuationToken') next = text;
    else if (name !== 'Contents') fields[name] = text;
    else
      objects.push({
        name: fields['Key'] ?? '',
        size: Number(fields['Size']),
        changedAt: Date.parse(fields['LastModified'] ?? ''),
      });
  });
  try {
    parser.write(xml).close();
  } catch (cause) {
    throw unavailable({}, cause);
  }
  return { objects, next };
}

async function reached<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable({}, cause);
  }
}

const unavailable = (facts: Readonly<Record<string, string | number>>, cause?: unknown): DomainError =>
  refusal('STORE_UNAVAILABLE', facts, cause === undefined ? {} : { cause });
