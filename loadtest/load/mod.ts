export { raiseTarget, type OpenTarget } from './open-target.ts';
export { runScenario } from './run-scenario.ts';
export { scenarios, type ScenarioPlan } from './scenarios.ts';
