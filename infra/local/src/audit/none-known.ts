import { askRegistry, type AuditQuestion } from './ask-registry.ts';
import { vulnerabilities } from './vulnerabilities.ts';

/**
 * Asks the package registry, and throws what it knows against the packages. One that answers no audits must
 * not stop the work, nor be taken for a clean bill of health: that is noted, and answered.
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
      'whether the packages have known vulnerabilities was not learnt: ' +
        `${(error as Error).message.replace(/\s+/gu, ' ')}`,
    );
    return 'not learnt';
  }
  if (lines.length > 0)
    throw new Error(
      [
        ...lines,
        'Raise them, or accept one under auditConfig.ignoreGhsas of pnpm-workspace.yaml, ' +
          'with the reason beside it.',
      ].join('\n'),
    );
  return 'none known';
}
