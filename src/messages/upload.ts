/** Words for files on their way to the sheet. */

export const uploadMessages = {
  title: "Sending",
  finished: "Sent",
  nothingSent: "Not sent",
  held: "not sent yet",
  looking: "looked into first",
  waiting: "waiting",
  checking: "sent, being stored…",
  paused: "dropped; tries again by itself",
  offline: "no connection; goes on by itself",
  gaveUp: "It did not arrive after five tries. Check the connection, then try again.",
  notReachable: "The server could not be reached. Check the connection, then try again.",
  cancel: "Cancel",
  retry: "Try again",
  cancelOne: (name: string) => `Cancel ${name}`,
  retryOne: (name: string) => `Try ${name} again`,
  closeOne: (name: string) => `Close the note on ${name}`,
  close: "Close",
  cancelAll: "Cancel all",
  progressOf: (name: string) => `${name}, sent`,
  progress: (sent: number, all: number) => `${sent} of ${all} sent`,
  failed: (count: number) => `${count} not taken`,
  done: (count: number) => (count === 1 ? "One picture sent." : `${count} pictures sent.`),
};

/** The tray: what was chosen, from the first look to the sheet. */
export const trayMessages = {
  held: "Look first",
  heldText: (count: number) =>
    `${count === 1 ? "One picture is" : `${count} pictures are`} still with you alone. Nothing was sent.`,
  send: (count: number) => (count === 1 ? "Send the picture" : `Send ${count} pictures`),
  takeOut: "Take out",
  takeOutOne: (name: string) => `Take out ${name}`,
  sending: (count: number) => (count === 1 ? "Sending one picture." : `Sending ${count} pictures.`),
  sent: "on the sheet",
  more: (count: number) => `and ${count} more`,
  fold: "Fold the list",
  unfold: "Show each file",
  all: "All files, sent",
  timeLeft: (time: string) => `${time} left`,
};
