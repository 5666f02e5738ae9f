import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** The other end of a connection, held in the test's hand. */
export interface RawSocket {
  socket: Socket;
  send(text: string): void;
  /** the answer's head and body once that text has come */
  until(text: string): Promise<string>;
  /** all that came until the other side ended it */
  end: Promise<string>;
}

export function connectRaw(port: number): RawSocket {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  let look = () => {};
  const { promise: end, resolve } = Promise.withResolvers<string>();
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    text += chunk;
    look();
  });
  socket.on("error", () => {}); // a line that is cut while it is written on
  socket.on("end", () => resolve(text));
  socket.on("close", () => resolve(text));
  onTestFinished(() => {
    socket.destroy();
  });
  return {
    socket,
    send: (more) => void socket.write(more, "latin1"),
    until: (wanted) =>
      new Promise((found) => {
        look = () => {
          if (text.includes(wanted)) found(text);
        };
        look();
      }),
    end,
  };
}

/** A request's head; with a host where none is given. */
export function rawHead(line: string, headers: Record<string, string | number> = {}): string {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n`;
}
