export { applyOnline } from './apply-online.ts';
export { openBrowser, type Browser, type Screen, type Visitor } from './browser.ts';
export {
  openPortals,
  procedureWithCounter,
  type OpenPortals,
  type ProcedureWithCounter,
} from './open-portals.ts';
export { receiveAtCounter } from './receive-at-counter.ts';
export { chromium, chromiumAtHand } from '../tools/chromium.ts';
