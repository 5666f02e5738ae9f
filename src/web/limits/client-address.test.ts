import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

const FORGED = "203.0.113.7, 198.51.100.9";

test.each<[string, string | undefined, number, string]>([
  // A header alone changes nothing.
  ["192.0.2.1", FORGED, 0, "192.0.2.1"],
  ["192.0.2.1", undefined, 1, "192.0.2.1"],
  ["192.0.2.1", "", 1, "192.0.2.1"],
  // The last proxy's word, and the one before it.
  ["192.0.2.1", FORGED, 1, "198.51.100.9"],
  ["192.0.2.1", FORGED, 2, "203.0.113.7"],
  // It came by fewer proxies than there are: the first of ours wrote this.
  ["192.0.2.1", "198.51.100.9", 2, "198.51.100.9"],
  ["192.0.2.1", "unknown", 1, "192.0.2.1"],
  ["192.0.2.1", "198.51.100.9:4711", 1, "198.51.100.9"],
  ["192.0.2.1", "[2001:db8:1:2::9]:4711", 1, "2001:db8:1:2::/64"],
])("of the peer %s that says %j, with %i proxies of ours, is %s", (peer, header, trusted, expected) => {
  expect(clientAddress(peer, header, trusted)).toBe(expected);
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:2::1%eth0", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::ffff:c000:201", "192.0.2.1"],
])("%s counts as %s", (peer, expected) => expect(clientAddress(peer, undefined, 0)).toBe(expected));

test("nobody's address is one, too", () => expect(clientAddress(undefined, undefined, 0)).toBe("unknown"));
