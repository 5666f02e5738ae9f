/** A visitor without a browser: fetch and one cookie. */
import { expect } from "@playwright/test";
import type { ImageView } from "#web/responses/image-view.ts";
import type { Picture } from "./pictures.ts";

export interface Visitor {
  /** `http://localhost:PORT`; may be set anew after a restart */
  address: string;
  /** the value of the cookie `workspace`, or null */
  cookie: string | null;
  /** Follows no redirect but the one to the bytes of a picture, where another server has them. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The app's own answer. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  json<T = ImageView>(path: string): Promise<T>;
  /** Posts a form of files and returns the answer as it is. */
  post(pictures: Picture[], headers?: Record<string, string>): Promise<Response>;
  /** Posts files of which each is to be taken; as they were answered, newest last. */
  send(...pictures: Picture[]): Promise<ImageView[]>;
  /** The image once it is `ready` or `failed`. */
  settled(id: string): Promise<ImageView>;
  /** Sends one picture and waits until it is ready. */
  ready(picture: Picture): Promise<ImageView>;
  /** Sends one file that is taken but cannot be read, and waits for that. */
  failed(picture: Picture): Promise<ImageView>;
}

export function createVisitor(address: string): Visitor {
  let cookieName = "workspace";
  const visitor: Visitor = {
    address,
    cookie: null,
    async fetch(path, init = {}) {
      const answer = await visitor.ask(path, init);
      const location = answer.status === 307 ? answer.headers.get("location") : null;
      if (location === null || !URL.canParse(location)) return answer;
      await answer.arrayBuffer();
      return fetch(location, { redirect: "manual", ...init }); // the cookie is the app's
    },
    async ask(path, init = {}) {
      const headers = new Headers(init.headers);
      if (visitor.cookie !== null) headers.set("cookie", `${cookieName}=${visitor.cookie}`);
      const response = await fetch(new URL(path, visitor.address), { redirect: "manual", ...init, headers });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^((?:__Host-)?workspace)=([^;]*)/.exec(cookie) ?? [];
        if (name === undefined || value === undefined) continue;
        cookieName = name;
        visitor.cookie = value;
      }
      return response;
    },
    async json(path) {
      const response = await visitor.fetch(path);
      expect(response.status, path).toBe(200);
      return response.json();
    },
    post: (pictures, headers = {}) => visitor.fetch("/api/images", { method: "POST", body: formOf(pictures), headers }),
    async send(...pictures) {
      const response = await visitor.post(pictures);
      expect(response.status).toBe(201);
      const { images, rejected } = await response.json();
      expect(rejected ?? []).toEqual([]);
      return images;
    },
    async settled(id) {
      const path = `/api/images/${id}`;
      let image = await visitor.json(path);
      await expect
        .poll(
          async () => {
            image = await visitor.json(path);
            return image.status;
          },
          { intervals: [50, 100, 200], timeout: 60_000 },
        )
        .toMatch(/^(ready|failed)$/);
      return image;
    },
    ready: (picture) => ending("ready", picture),
    failed: (picture) => ending("failed", picture),
  };

  async function ending(status: ImageView["status"], picture: Picture): Promise<ImageView> {
    const [sent] = await visitor.send(picture);
    const image = await visitor.settled(sent!.id);
    expect(image.status, JSON.stringify(image.error)).toBe(status);
    return image;
  }
  return visitor;
}

export function formOf(pictures: Picture[], fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, mimeType, buffer } of pictures) {
    form.append("file", new File([new Uint8Array(buffer)], name, { type: mimeType }));
  }
  return form;
}

export const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  parameter?: string;
}

/** Checks the whole shape of a refusal (RFC 9457 §3, with `code`) and that it gives nothing away of the inside. */
export async function expectProblem(response: Response, status: number, code: string): Promise<Problem> {
  const text = await response.text();
  expect(`${response.status} ${text.slice(0, 300)}`).toMatch(new RegExp(`^${status} .*"code":"${code}"`));
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem: Problem = JSON.parse(text);
  expect(problem).toMatchObject({
    type: expect.stringMatching(/\S/),
    title: expect.stringMatching(/\S/),
    status,
    code,
  });
  expect(problem.detail).toMatch(/^\S.*[.]$/s);
  expect(text).not.toMatch(/\bat \S+:\d+:\d+|node_modules|\/tmp\/|proofsheet-e2e|\.sqlite|\.mjs/);
  return problem;
}
