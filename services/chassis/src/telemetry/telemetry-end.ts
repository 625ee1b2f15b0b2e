let end: (() => Promise<void>) | undefined;

/** Registers how telemetry is ended; called by the preload. */
export function atTelemetryEnd(shutdown: () => Promise<void>): void {
  end = shutdown;
}

/** Sends what was not sent yet; does nothing if telemetry is off. */
export async function endTelemetry(): Promise<void> {
  await end?.();
}
