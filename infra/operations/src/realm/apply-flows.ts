import type { AdminCall } from './admin-calls.ts';
import { listOf, type ExportedRealm, type Item } from './exported-realm.ts';
import { realmDifferences } from './realm-differences.ts';
import type { SourceRealm } from './source-realm.ts';

type Step = Readonly<{
  id: string;
  level: number;
  displayName: string;
  requirement: string;
  priority: number;
  description?: string;
  providerId?: string;
  authenticationFlow?: boolean;
  authenticationConfig?: string;
}>;
type Config = Readonly<{ id: string; alias: string; config: Readonly<Record<string, string>> }>;

const isTop = ({ topLevel }: Item): boolean => topLevel === true;
const aliasOf = ({ alias }: Item): string => encodeURIComponent(String(alias));
const stepsAt = (alias: string): string => `/authentication/flows/${alias}/executions`;

/**
 * Brings each flow to its source. Keycloak lets nobody change the steps of its own flows, only whether they
 * are required; a flow of ours whose steps differ is emptied and built anew.
 */
export async function applyFlows(
  call: AdminCall,
  source: SourceRealm,
  running: ExportedRealm,
): Promise<void> {
  const before = new Map(running.authenticationFlows.map((flow) => [flow.alias, flow]));
  const isAsWritten = flowsAsWritten(source.exported, running);
  for (const flow of source.exported.authenticationFlows.filter(isTop)) {
    if (isAsWritten(flow)) continue;
    const known = before.get(flow.alias);
    if (known === undefined) {
      const { alias, description, providerId } = flow;
      await call('POST', '/authentication/flows', {
        alias,
        description,
        providerId,
        topLevel: true,
        builtIn: false,
      });
    }
    await applySteps(call, source.call, aliasOf(flow), flow.builtIn !== true);
  }
}

/** Removes flows that nobody wants; to be called when nothing uses them any more. */
export async function removeFlows(
  call: AdminCall,
  { exported }: SourceRealm,
  running: ExportedRealm,
): Promise<void> {
  const wanted = new Set(exported.authenticationFlows.map(({ alias }) => alias));
  for (const { id, alias } of running.authenticationFlows.filter(isTop))
    if (!wanted.has(alias)) await call('DELETE', `/authentication/flows/${id}`);
}

/** Tells whether a flow, with the flows and settings in it, is as its source. */
function flowsAsWritten(exported: ExportedRealm, running: ExportedRealm) {
  const parts = (realm: ExportedRealm, alias: unknown): object => {
    const flow = realm.authenticationFlows.find((one) => one.alias === alias) ?? {};
    const steps = listOf(flow, 'authenticationExecutions');
    const used = new Set(steps.map(({ authenticatorConfig }) => authenticatorConfig));
    return {
      flow,
      config: listOf(realm, 'authenticatorConfig').filter((config) => used.has(config.alias)),
      inner: Object.fromEntries(
        steps
          .filter(({ flowAlias }) => flowAlias !== undefined)
          .map(({ flowAlias }) => [flowAlias, parts(realm, flowAlias)]),
      ),
    };
  };
  return ({ alias }: Item): boolean =>
    realmDifferences(parts(exported, alias), parts(running, alias)).length === 0;
}

async function applySteps(call: AdminCall, source: AdminCall, flow: string, isOurs: boolean): Promise<void> {
  const wanted = await source<readonly Step[]>('GET', stepsAt(flow));
  if (isOurs && outline(wanted) !== outline(await call<readonly Step[]>('GET', stepsAt(flow))))
    await rebuild(call, flow, wanted);
  const running = await call<readonly Step[]>('GET', stepsAt(flow));
  if (outline(wanted) !== outline(running)) return;
  for (const [place, step] of wanted.entries()) {
    const found = running[place];
    if (found === undefined) continue;
    const { requirement, priority } = step;
    if (found.requirement !== requirement || found.priority !== priority)
      await call('PUT', stepsAt(flow), { ...found, requirement, priority });
    if (step.authenticationConfig !== undefined)
      await applyConfig(
        call,
        found,
        await source<Config>('GET', `/authentication/config/${step.authenticationConfig}`),
      );
  }
}

const outline = (steps: readonly Step[]): string =>
  JSON.stringify(steps.map(({ level, displayName, providerId }) => [level, providerId ?? displayName]));

async function rebuild(call: AdminCall, flow: string, wanted: readonly Step[]): Promise<void> {
  for (const { level, id } of await call<readonly Step[]>('GET', stepsAt(flow)))
    if (level === 0) await call('DELETE', `/authentication/executions/${id}`);
  const parents = [flow];
  for (const { level, displayName, description, providerId, authenticationFlow } of wanted) {
    const at = stepsAt(parents[level] ?? flow);
    if (authenticationFlow === true) {
      await call('POST', `${at}/flow`, { alias: displayName, description, type: 'basic-flow', provider: '' });
      parents[level + 1] = encodeURIComponent(displayName);
    } else await call('POST', `${at}/execution`, { provider: providerId });
  }
}

async function applyConfig(
  call: AdminCall,
  { id, authenticationConfig: known }: Step,
  { alias, config }: Config,
): Promise<void> {
  if (known === undefined) await call('POST', `/authentication/executions/${id}/config`, { alias, config });
  else await call('PUT', `/authentication/config/${known}`, { id: known, alias, config });
}
