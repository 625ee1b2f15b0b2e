/** Files of a part with TLS: its certificate, the key, and the authority by which its clients verify it. */
export type TlsFiles = Readonly<{ cert: string; key: string; ca: string }>;
