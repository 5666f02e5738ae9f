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

export interface ReceiveOptions {
  max: number;
  waitSeconds: number;
  signal?: AbortSignal;
  onlyIdle?: boolean;
}

/** At least once, in any order. A message is dead after 3 receives and then handed out by the dead-letter queue alone. */
export interface UploadQueue {
  /**
   * Up to `max` messages, hidden from others until acknowledged, released or timed out. Waits up to `waitSeconds`. A queue
   * that takes turns hands out first what is of the workspace with the least in work; with `onlyIdle` it hands out
   * nothing but messages of workspaces of which nothing is in work.
   */
  receive(options: ReceiveOptions): Promise<Delivery[]>;
  /** whether it knows workspaces apart */
  readonly takesTurns: boolean;
  acknowledge(delivery: Delivery): Promise<void>;
  /** Makes the message visible again at once. */
  release(delivery: Delivery): Promise<void>;
  /** how long a receive hides a message, s */
  readonly visibilitySeconds: number;
  /** Hides the message for another `visibilitySeconds` from now: for who is not done yet. Too late is no fault. */
  extendVisibility(delivery: Delivery): Promise<void>;
  /**
   * For a retry: a message of the same form as the store's own, out of sight for `delaySeconds` (0 where nothing is said).
   * Whoever acknowledges a message after that has put it back as if it had not been received.
   */
  publish(event: UploadEvent, options?: { delaySeconds: number }): Promise<void>;
}
