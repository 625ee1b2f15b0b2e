import { fileURLToPath } from 'node:url';

/** Keycloak's pages in the portals' look. */
export const LOGIN_THEME = 'egov';
/**
 * The folder of the theme; whoever raises a Keycloak puts it under `themes/` and the chassis's `login.css`
 * beside it as `LOGIN_STYLE`.
 */
export const loginThemeFolder = fileURLToPath(new URL('../themes/egov', import.meta.url));
/** Where in the theme the style belongs. */
export const LOGIN_STYLE = 'login/resources/css/login.css';
