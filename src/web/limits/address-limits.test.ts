import { expect, test } from "vitest";
import { createAddressLimits } from "./address-limits.ts";

const limits = () => createAddressLimits({ openRequests: 2, workspacesPerHour: 1, uploadsPerHour: 100 });
const refusal = expect.objectContaining({ code: "too_many_requests" });

test("lets an address have so many requests open, and another one once one is over", () => {
  const { open } = limits();
  const [first] = [open("a"), open("a")];
  expect(() => open("a")).toThrow(refusal);
  open("b");
  first?.();
  const second = open("a");
  expect(() => open("a")).toThrow(expect.objectContaining({ retryAfter: 1 }));
  second();
  open("a");
});

test("lets an address make so many workspaces and bring so many pictures in an hour, and says when again", () => {
  const { countWorkspace, countUploads } = limits();
  countWorkspace("a");
  expect(() => countWorkspace("a")).toThrow(
    "From your address come too many new sheets within an hour. Try again in 60 minutes.",
  );
  countWorkspace("b");
  countUploads("a", 100);
  expect(() => countUploads("a", 1)).toThrow(expect.objectContaining({ code: "too_many_requests", retryAfter: 36 }));
});
