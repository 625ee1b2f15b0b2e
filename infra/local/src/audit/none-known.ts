import { askRegistry, type AuditQuestion } from './ask-registry.ts';
import { vulnerabilities } from './vulnerabilities.ts';

/**
 * Asks the package registry and throws the known vulnerabilities. A registry that answers no audits must
 * neither stop the work nor count as a pass: that is noted, and returned.
 */
export async function noneKnown(
  question: AuditQuestion,
  note: (line: string) => void,
): Promise<'none known' | 'not learnt'> {
  let lines: readonly string[];
  try {
    ({ lines } = vulnerabilities(await askRegistry(question)));
  } catch (error) {
    note(
      'the known vulnerabilities of the packages were not determined: ' +
        `${(error as Error).message.replace(/\s+/gu, ' ')}`,
    );
    return 'not learnt';
  }
  if (lines.length > 0)
    throw new Error(
      [
        ...lines,
        'Upgrade them, or accept one under auditConfig.ignoreGhsas of pnpm-workspace.yaml, ' +
          'with the reason next to it.',
      ].join('\n'),
    );
  return 'none known';
}
