import type { GroupRecords } from './group-records.ts';
import type { GroupSettings } from './group-settings.ts';

type Rules = Pick<GroupSettings, 'checkpointAfter' | 'minCheckpointCount' | 'maxCheckpointCount'>;

/** Saves how far a group is. One save at a time: a slow disk makes them rarer, it does not let them queue. */
export class Checkpoint {
  readonly #records: GroupRecords;
  readonly #rules: Rules;
  readonly #finishedTo: () => number;
  readonly #onTrouble: (error: unknown) => void;
  #saved: number | undefined;
  #savedAt = Date.now();
  #processed = 0;
  #saving: Promise<void> | undefined;

  constructor(
    records: GroupRecords,
    rules: Rules,
    finishedTo: () => number,
    onTrouble: (error: unknown) => void,
  ) {
    this.#records = records;
    this.#rules = rules;
    this.#finishedTo = finishedTo;
    this.#onTrouble = onTrouble;
    this.#saved = records.checkpoint();
  }

  /** The last one on disk. */
  get saved(): number | undefined {
    return this.#saved;
  }

  /** One more message is processed. */
  count(): void {
    this.#processed += 1;
  }

  /** Saves when enough messages were processed, or some and enough time has passed. */
  saveIfDue(): void {
    const { checkpointAfter, minCheckpointCount, maxCheckpointCount } = this.#rules;
    const late = checkpointAfter > 0 && Date.now() - this.#savedAt >= checkpointAfter;
    this.#save(Math.max(1, late ? Math.min(minCheckpointCount, maxCheckpointCount) : maxCheckpointCount));
  }

  /** Saves whatever was processed, and waits for it. */
  async finish(): Promise<void> {
    await this.#saving;
    this.#save(0);
    await this.#saving;
  }

  #save(atLeast: number): void {
    if (this.#saving !== undefined || this.#processed < atLeast) return;
    this.#savedAt = Date.now();
    const place = this.#finishedTo();
    if (place < 0 || place <= (this.#saved ?? -1)) return;
    this.#processed = 0;
    this.#saving = this.#records
      .saveCheckpoint(place)
      .then(
        () => {
          this.#saved = place;
        },
        (error: unknown) => this.#onTrouble(error),
      )
      .finally(() => {
        this.#saving = undefined;
      });
  }
}
