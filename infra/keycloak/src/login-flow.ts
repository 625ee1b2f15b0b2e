import { SECOND_FACTOR_ROLE } from './second-factors.ts';

/** Alias of the flow by which browsers log in. */
export const LOGIN_FLOW = 'egov login';
const PASSWORD = 'egov login: password';
const SET_UP = 'egov login: second factor that was set up';
const DUE = 'egov login: second factor that is due';

type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL';
type Execution = Readonly<{ requirement: Requirement; authenticatorConfig?: string }> &
  Readonly<{ authenticator: string } | { flowAlias: string }>;

const step = (authenticator: string, requirement: Requirement, authenticatorConfig?: string): Execution => ({
  authenticator,
  requirement,
  ...(authenticatorConfig === undefined ? {} : { authenticatorConfig }),
});
const part = (flowAlias: string, requirement: Requirement): Execution => ({ flowAlias, requirement });

const flow = (alias: string, description: string, executions: readonly Execution[]) => ({
  alias,
  description,
  providerId: 'basic-flow',
  topLevel: alias === LOGIN_FLOW,
  builtIn: false,
  authenticationExecutions: executions.map((execution, place) => ({
    ...execution,
    authenticatorFlow: 'flowAlias' in execution,
    priority: (place + 1) * 10,
    userSetupAllowed: false,
  })),
});

/**
 * Login by name and password. Whoever has set up a second factor is asked for one; whoever holds the role
 * that requires one, and was not asked, sets up one-time passwords first.
 */
export const loginFlows = [
  flow(LOGIN_FLOW, 'Login of a browser', [
    step('auth-cookie', 'ALTERNATIVE'),
    step('identity-provider-redirector', 'ALTERNATIVE'),
    part(PASSWORD, 'ALTERNATIVE'),
  ]),
  flow(PASSWORD, 'Name and password, then a second factor', [
    step('auth-username-password-form', 'REQUIRED'),
    part(SET_UP, 'CONDITIONAL'),
    part(DUE, 'CONDITIONAL'),
  ]),
  flow(SET_UP, 'One of those that the person has', [
    step('conditional-user-configured', 'REQUIRED'),
    step('auth-otp-form', 'ALTERNATIVE'),
    step('webauthn-authenticator-passwordless', 'ALTERNATIVE'),
  ]),
  flow(DUE, 'For holders of the role that requires one', [
    step('conditional-user-role', 'REQUIRED', 'must have a second factor'),
    step('conditional-credential', 'REQUIRED', 'none was given'),
    step('auth-otp-form', 'REQUIRED'),
  ]),
];

export const loginFlowConfig = [
  {
    alias: 'must have a second factor',
    config: { condUserRole: SECOND_FACTOR_ROLE, negate: 'false' },
  },
  {
    alias: 'none was given',
    config: { credentials: 'otp##webauthn-passwordless', included: 'false' },
  },
];
