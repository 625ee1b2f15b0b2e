/** Returns a name as written in variables: `staff-portal` is `STAFF_PORTAL`. */
const variablePart = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/** Names the variable with the address of a service: `two-words` is found by `TWO_WORDS_URL`. */
export const addressVariable = (service: string): string => `${variablePart(service)}_URL`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the environment of a service that shares its process with others: its own variable
 * (`DIRECTORY_GRPC_PORT`) wins over the common one (`GRPC_PORT`).
 */
export function environmentOf(service: string, environment: Environment = process.env): Environment {
  const prefix = `${variablePart(service)}_`;
  const own = Object.entries(environment)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  return { ...environment, ...Object.fromEntries(own) };
}
