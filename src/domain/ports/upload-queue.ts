/** The store's announcement that an object is there. */
export interface UploadEvent {
  key: string;
}

export interface Delivery {
  event: UploadEvent;
  /** how often this message was handed out, this time included */
  receives: number;
  /** names this receive, for acknowledge, release and extend */
  receiptHandle: string;
  /** when the message was sent, ms since 1970, where the queue says it */
  sentAt?: number;
}

/** At least once, in any order. A message is dead after 3 receives and then handed out by the dead-letter queue alone. */
export interface UploadQueue {
  /** Up to `max` messages, hidden from others until acknowledged, released or timed out. Waits up to `waitSeconds`. */
  receive(options: { max: number; waitSeconds: number; signal?: AbortSignal }): Promise<Delivery[]>;
  acknowledge(delivery: Delivery): Promise<void>;
  /** Makes the message visible again at once. */
  release(delivery: Delivery): Promise<void>;
  /** how long a receive hides a message, s */
  readonly visibilitySeconds: number;
  /** Hides the message for another `visibilitySeconds` from now: for who is not done yet. Too late is no fault. */
  extendVisibility(delivery: Delivery): Promise<void>;
  /** For a retry: a message of the same form as the store's own. */
  publish(event: UploadEvent): Promise<void>;
}
