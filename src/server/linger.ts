import type { IncomingMessage, ServerResponse } from "node:http";

/** Ms that who still sends has to notice the answer. */
const LINGER_MS = 5000;

/**
 * For an answer that is given while the body is still coming: says that the connection ends with it, and ends it a little
 * later. What arrives meanwhile is read and dropped: a connection that is closed on unread bytes is reset, and its other
 * end may lose the answer with it (RFC 9112 §9.6). To be called before the head goes out.
 */
export function lingerOnUnread(request: IncomingMessage, response: ServerResponse): void {
  const { complete, headers, socket } = request;
  if (complete || (headers["transfer-encoding"] ?? headers["content-length"] ?? "0") === "0") return;
  response.setHeader("connection", "close");
  // Node calls this when an answer with that header is written, and would close both ways.
  socket.destroySoon = () => {
    const cut = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(cut));
    request.removeAllListeners("readable"); // of a reader that gave up
    request.removeAllListeners("data");
    setImmediate(() => request.resume());
    socket.end();
  };
}
