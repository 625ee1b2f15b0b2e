/** Returns the URL of a worker's file next to this one; compiled code finds compiled workers. */
export const workerUrl = (name: string): URL =>
  new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
