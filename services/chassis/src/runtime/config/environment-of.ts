/** Returns a name as the names of variables have it: `staff-portal` is `STAFF_PORTAL`. */
export const variablePart = (name: string): string => name.toUpperCase().replaceAll('-', '_');

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the environment as a service sees it that shares its process with others: what is said of the
 * service alone (`DIRECTORY_GRPC_PORT`) wins over what is said of all (`GRPC_PORT`).
 */
export function environmentOf(service: string, environment: Environment = process.env): Environment {
  const prefix = `${variablePart(service)}_`;
  const own = Object.entries(environment)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  return { ...environment, ...Object.fromEntries(own) };
}
