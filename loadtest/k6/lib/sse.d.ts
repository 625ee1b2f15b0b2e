/** The module of infra/tools/k6/sse: keeps a stream of server-sent events open for so many seconds. */
declare module 'k6/x/sse' {
  type Followed = Readonly<{
    status: number;
    opened: number;
    events: readonly Readonly<{ name: string; data: string; at: number }>[];
    error: string;
  }>;
  const sse: Readonly<{
    follow: (url: string, headers: Readonly<Record<string, string>>, seconds: number) => Followed;
  }>;
  export default sse;
}
