import { describe, expect, it } from "vitest";
import { dateOf, offsetOf } from "./metadata-dates.ts";

describe("dates", () => {
  it.each([
    ["2011:01:10 21:09:00", "2011-01-10T21:09:00", null],
    ["2010-12-12T12:41:35.00+01:00", "2010-12-12T12:41:35", "+01:00"],
    ["2010-12-12T12:41Z", "2010-12-12T12:41:00", "+00:00"],
    ["20040226 093646-0500", "2004-02-26T09:36:46", "-05:00"],
    ["2024:02:29 23:59:59", "2024-02-29T23:59:59", null],
  ])("reads %s as it stands", (text, local, offset) => {
    expect(dateOf(text)).toEqual({ local, offset });
  });

  it("takes the offset of its own tag before the one in the text", () => {
    expect(dateOf("2020:06:01 10:00:00", "+02:00")).toEqual({ local: "2020-06-01T10:00:00", offset: "+02:00" });
  });

  it.each([
    "0000:00:00 00:00:00",
    "    :  :     :  :  ",
    "2023:02:29 10:00:00",
    "2020:13:01 10:00:00",
    "2020:01:01 24:00:00",
    "2004-02-26",
    "today",
    "",
  ])("has no date in %j", (text) => expect(dateOf(text)).toBeNull());

  it.each(["", "   :  ", "+99:00", "CEST"])("has no offset in %j", (text) => expect(offsetOf(text)).toBeNull());
});
