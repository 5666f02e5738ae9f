import type { Server } from "node:http";
import type { Duplex } from "node:stream";

/** The connections of a server, also those that left HTTP: Node counts these no more, and waits for them all the same. */
export interface Sockets {
  /** Ends those that left HTTP: nobody would say that they are done. */
  endForeign(): void;
  endAll(): void;
}

/**
 * Watches them from now on. A request for a tunnel leaves HTTP as well (RFC 9110 §9.3.6); it is refused.
 * @param upgrades whether requests may leave HTTP by `Upgrade`
 */
export function watchSockets(server: Server, upgrades: boolean): Sockets {
  const all = new Set<Duplex>();
  const foreign = new Set<Duplex>();
  const watch = (sockets: Set<Duplex>, socket: Duplex) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  };
  const end = (sockets: Set<Duplex>) => {
    for (const socket of sockets) socket.destroy();
  };
  server.on("connection", (socket) => watch(all, socket));
  if (upgrades) server.on("upgrade", (_request, socket) => watch(foreign, socket));
  server.on("connect", (_request, socket) => {
    socket.on("error", () => {});
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nConnection: close\r\n\r\n", () =>
      socket.destroy(),
    );
  });
  return { endForeign: () => end(foreign), endAll: () => end(all) };
}
