import { isIPv4, isIPv6 } from "node:net";

/**
 * Whose request it is, as limits count it: an IPv4 address, or the /64 of an IPv6 one, within which a customer
 * chooses freely (RFC 4291 §2.5.1).
 * @param peer the other end of the connection
 * @param forwardedFor the header X-Forwarded-For: each proxy adds at its end whom it was connected to
 * @param trustedProxies how many proxies in front are ours, who write what is true; what stands left of theirs is the
 *   client's own word
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const named = trustedProxies > 0 && forwardedFor ? forwardedFor.split(",").slice(-trustedProxies)[0] : undefined;
  return (named && limitedAddress(withoutPort(named.trim()))) || limitedAddress(peer ?? "") || "unknown";
}

/** Some proxies add the port: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
function withoutPort(text: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}

/** Null for what is no address. */
function limitedAddress(address: string): string | null {
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address);
  const mapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff"; // IPv4 on a socket for both (RFC 4291 §2.5.5.2)
  if (mapped) return groups.slice(6).flatMap(bytesOfGroup).join(".");
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The eight groups, in the one way to write each (RFC 5952). */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [left = "", right] = hostname.slice(1, -1).split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right ? right.split(":") : [];
  return [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
}

function bytesOfGroup(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
