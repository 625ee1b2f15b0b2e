import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Router } from 'express';

type Asset = Readonly<{ type: string; plain: Buffer; br: Buffer; gzip: Buffer }>;

const files = {
  'portal.css': ['../../gen/portal.css', 'text/css'],
  'portal.js': ['assets/portal.js', 'text/javascript'],
  'favicon.svg': ['assets/favicon.svg', 'image/svg+xml'],
} as const;

/** Serves style and script under names with their hash, compressed once, cached by browsers for a year. */
export function portalAssets(): Readonly<{ router: Router; urlOf: (name: keyof typeof files) => string }> {
  const urls = new Map<string, string>();
  const assets = new Map<string, Asset>();
  for (const [name, [file, type]] of Object.entries(files)) {
    const plain = readFileSync(new URL(file, import.meta.url));
    const [stem, ending] = name.split('.');
    const hashed = `${stem}-${createHash('sha256').update(plain).digest('hex').slice(0, 12)}.${ending}`;
    assets.set(hashed, { type, plain, br: brotliCompressSync(plain), gzip: gzipSync(plain) });
    urls.set(name, `/assets/${hashed}`);
  }
  const router = Router();
  router.get('/assets/:name', (request, response, next) => {
    const asset = assets.get(request.params.name);
    if (asset === undefined) return next();
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
    response
      .set({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      .type(asset.type);
    if (encoding !== 'identity') response.set('content-encoding', encoding);
    response.send(encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : asset.plain);
  });
  return { router, urlOf: (name) => urls.get(name) ?? '' };
}
