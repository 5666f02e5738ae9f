/** Words of every page: the name, what failed, what is gone. */

export const siteMessages = {
  name: "Proofsheet",
  description: "A private image workspace that forgets.",
  toSheet: "Sheet",
  storageFull: "There is not enough room for more pictures here at the moment. Try again later.",
  cancel: "Cancel",
  remove: "Delete",
  retry: "Try again",
  left: "left",
  overdue: "time is up",
};

export const themeMessages = {
  title: "Light or dark",
  choices: { system: "As the system has it", light: "Light", dark: "Dark" },
};

export const goneMessages = {
  title: "This page is not here",
  picture: "This picture is not here",
  expired: "This picture was deleted on time",
  text: "Pictures are deleted a set time after they arrive, and then nothing is left of them. It may also be on the sheet of another browser.",
  address: "The address may be cut off or mistyped. Your pictures are where they were.",
  toSheet: "Go to the sheet",
};

export const failureMessages = {
  title: "Something failed on our side",
  text: "Your pictures are where they were. Try again in a moment.",
  again: "Try again",
};
