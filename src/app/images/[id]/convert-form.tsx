"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { formatBytes } from "../../../components/format-bytes.ts";
import { image, losses, convert as words } from "../../../words.ts";

interface ConvertFormProps {
  /** the address of the conversion */
  action: string;
  /** the address of the original */
  original: string;
  /** of the original */
  bytes: number;
  children: ReactNode;
}

interface Said {
  text: string;
  bad: boolean;
  /** whether the result is the larger file */
  larger?: boolean;
}

/** Without script the browser gets the attachment by itself; with it, a refusal is said in place. */
export function ConvertForm({ action, original, bytes, children }: ConvertFormProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const running = useRef<AbortController | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setBusy(true);
    setSaid(null);
    const { download } = await import("./convert-download.ts").catch(() => ({ download: null }));
    const end = download ? await download(action, form, control.signal) : { detail: words.dropped };
    if (running.current !== control) return;
    running.current = null;
    setBusy(false);
    if ("detail" in end) setSaid({ text: end.detail, bad: true });
    else setSaid({ text: sentence(bytes, end.bytes), bad: false, larger: end.bytes > bytes });
  };

  return (
    <form action={action} method="get" onSubmit={submit}>
      {children}
      <div className="convert-bar">
        <button
          type="submit"
          className="button button-primary min-h-11 w-full"
          aria-disabled={busy}
          onClick={(event) => busy && event.preventDefault()}
        >
          {busy ? words.working : words.download}
        </button>
        <p role="status" className={`mt-2 empty:mt-0 ${said?.bad ? "text-bad" : "measured text-faded text-small"}`}>
          {said?.text}
          {said?.larger && (
            <>
              {" "}
              {losses.original}{" "}
              <a href={original} download className="underline underline-offset-4">
                {image.original}
              </a>
            </>
          )}
        </p>
      </div>
    </form>
  );
}

function sentence(before: number, after: number): string {
  const percent = Math.round((1 - after / before) * 100);
  const change = percent === 0 ? null : percent > 0 ? words.smaller(percent) : words.larger(-percent);
  return [words.done(formatBytes(before), formatBytes(after)), change].filter(Boolean).join(" · ");
}
