import { fileURLToPath } from 'node:url';

/** Keycloak's pages in the portals' style. */
export const LOGIN_THEME = 'egov';
/**
 * The folder of the theme; it belongs under Keycloak's `themes/`, with the chassis's `login.css` in it as
 * `LOGIN_STYLE`.
 */
export const loginThemeFolder = fileURLToPath(new URL('../themes/egov', import.meta.url));
/** Where in the theme the style belongs. */
export const LOGIN_STYLE = 'login/resources/css/login.css';
