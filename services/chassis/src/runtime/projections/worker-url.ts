/** Names a worker's file beside this one; compiled code finds compiled workers. */
export const workerUrl = (name: string): URL =>
  new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
