import { mayCall } from '@egov/chassis/web';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import { contracts, type Action } from './action.ts';
import { correspondenceActions } from './correspondence-actions.ts';
import { endingActions } from './ending-actions.ts';
import { receptionActions } from './reception-actions.ts';
import { solvingActions } from './solving-actions.ts';

/** Every act on a dossier, in the order offered. The service decides; this only predicts. */
export const actions = {
  ...receptionActions,
  ...solvingActions,
  ...endingActions,
  ...correspondenceActions,
} as const satisfies Readonly<Record<string, Action>>;

export type ActionName = keyof typeof actions;
export const actionNames = Object.keys(actions) as readonly ActionName[];
export const actionOf = (name: ActionName): Action => actions[name];

/** Why an act may not be done now, as a reason for refusal; nothing if it may. */
export function hindrance(
  name: ActionName,
  dossier: Dossier,
  permissions: readonly string[],
): string | undefined {
  const { rpc, asked, states, otherwise, hindered } = actionOf(name);
  const may = asked ? permissions.includes(asked(dossier)) : mayCall({ permissions }, contracts[rpc]);
  if (!may) return 'PERMISSION_MISSING';
  return states.includes(dossier.state) ? hindered?.(dossier) : otherwise;
}
