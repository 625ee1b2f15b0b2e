/** Returns the variable that holds the address of a service. */
export const urlVariable = <Name extends string>(service: Name): UrlVariable<Name> =>
  `${service.toUpperCase().replaceAll('-', '_')}_URL` as UrlVariable<Name>;

type Snake<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Name;

export type UrlVariable<Name extends string> = `${Uppercase<Snake<Name>>}_URL`;
