let end: (() => Promise<void>) | undefined;

/** Says how telemetry is ended; the preload does. */
export function atTelemetryEnd(shutdown: () => Promise<void>): void {
  end = shutdown;
}

/** Sends what was not sent yet; does nothing when telemetry is off. */
export async function endTelemetry(): Promise<void> {
  await end?.();
}
