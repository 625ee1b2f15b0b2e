import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** Files that only tests and compilers read. */
const leftOut = /(\.test|\.fixture|\.d)\.ts$|[\\/](test-support|testing)[\\/]/;
const modulePath = /(['"`])(\.{1,2}\/[^'"`]*)\.ts\1/g;

/**
 * Turns a package's TypeScript into JavaScript, file by file and in place, as Node itself does when it runs
 * the source: types become blanks, so that lines and columns of a stack trace are those of the source. Paths
 * of modules and workers follow, in code and in `exports`.
 */
export function compilePackage(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.includes('node_modules')) continue;
    const path = join(folder, file);
    if (!leftOut.test(`/${file}`))
      writeFileSync(path.replace(/\.ts$/, '.js'), compile(readFileSync(path, 'utf8')));
    rmSync(path);
  }
  const manifest = join(folder, 'package.json');
  const { exports, bin, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    exports?: unknown;
    bin?: unknown;
  };
  const compiled = JSON.parse(
    JSON.stringify({
      ...(exports === undefined ? {} : { exports }),
      ...(bin === undefined ? {} : { bin }),
    }).replaceAll('.ts"', '.js"'),
  ) as object;
  writeFileSync(manifest, `${JSON.stringify({ ...rest, ...compiled }, null, 2)}\n`);
}

/** Compiles one module. */
export function compile(source: string): string {
  return stripTypeScriptTypes(source, { mode: 'strip' }).replace(modulePath, '$1$2.js$1');
}
