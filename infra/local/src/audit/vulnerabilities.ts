import { z } from 'zod';

const severities = ['critical', 'high', 'moderate', 'low', 'info'] as const;
const schema = z.object({
  advisories: z.record(
    z.string(),
    z.object({
      module_name: z.string(),
      severity: z.enum(severities),
      title: z.string(),
      url: z.string(),
      patched_versions: z.string().nullish(),
      findings: z.array(z.object({ version: z.string(), paths: z.array(z.string()) })),
    }),
  ),
  metadata: z.object({ totalDependencies: z.number().positive() }),
});

/**
 * Reads pnpm's report: the number of packages, and a line for each vulnerability, the gravest first. Throws
 * when it is not such a report.
 */
export function vulnerabilities(report: string): Readonly<{ asked: number; lines: readonly string[] }> {
  const { advisories, metadata } = schema.parse(JSON.parse(report));
  const lines = Object.values(advisories)
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        (a.module_name < b.module_name ? -1 : 1),
    )
    .map(({ module_name: name, severity, title, url, patched_versions: patched, findings }) => {
      const versions = [...new Set(findings.map(({ version }) => version))].join(', ');
      const by = findings.flatMap(({ paths }) => paths)[0] ?? name;
      return (
        `${severity}: ${name} ${versions}: ${title} (${url}); ` +
        `${patched ? `fixed in ${patched}` : 'not fixed yet'}; required by ${by}`
      );
    });
  return { asked: metadata.totalDependencies, lines };
}
