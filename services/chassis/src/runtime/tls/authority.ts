import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Returns the certificates of the authority that an address names, `?ca=FILE`, by which its server is
 * verified; undefined if it names none, which are then those of the system. Throws if the file has none.
 */
export function authorityOf({ searchParams, host }: URL): Buffer | undefined {
  const file = searchParams.get('ca');
  if (file === null) return undefined;
  try {
    const pem = readFileSync(file);
    void new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw new Error(
      `The authority of ${host} cannot be read: ${file}, named by ?ca= in its address, must have its ` +
        'certificates as PEM.',
      { cause },
    );
  }
}
