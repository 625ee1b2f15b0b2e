export { toolsFolder, workspace } from './config.ts';
export { keycloakVersion, layOutTheme, unpackKeycloak } from './keycloak/distribution.ts';
export { runToEnd, type Run } from './processes/run-to-end.ts';
export { debianProgram, type DebianProgram, type Wanted } from './tools/debian-program.ts';
export { requireHash } from './tools/from-maven.ts';
export { goTools, type GoTool } from './tools/go-tools.ts';
export { tool } from './tools/tool.ts';
