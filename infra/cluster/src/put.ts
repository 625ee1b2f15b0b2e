import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file only when its content changes: kube-proxy ends when its configuration is written, and
 * containerd loses the network when its folder is.
 */
export function put(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** JSON is YAML. */
export const putJson = (file: string, value: object): void =>
  put(file, `${JSON.stringify(value, null, 2)}\n`);
