"use client";

import { hooks } from "#components/page-hooks.ts";
import { formatBytes, formatProgress } from "#format/bytes.ts";
import { trayMessages, uploadMessages as words } from "#messages/upload.ts";
import { FirstLook } from "./first-look.tsx";
import type { Upload } from "./upload-store.ts";
import { Thumbnail } from "./upload-thumbnail.tsx";

interface UploadRowProps {
  upload: Upload;
  onRemove: (key: number) => void;
  onRetry: (key: number) => void;
}

/** One file: what it looks like, what it gives away, how far it is; once it is on the sheet, the way to it. */
export function UploadRow({ upload, onRemove, onRetry }: UploadRowProps) {
  const { key, file, sent, state, detail, look, begun } = upload;
  const ended = state === "refused" || state === "stopped";
  const moving = !ended && state !== "held" && state !== "sent";
  return (
    <li className="upload-row">
      <Thumbnail file={file} />
      <div className="min-w-0">
        <p className="truncate" title={file.name}>
          {state === "sent" && begun ? (
            <a href={begun.self.replace(/^.*\//, "/images/")} {...hooks("soft")} className="upload-link">
              {file.name}
            </a>
          ) : (
            file.name
          )}
        </p>
        <p className={ended ? "text-bad text-small wrap-anywhere" : "measured text-faded text-small"}>
          {ended ? detail : stateOf(upload)}
        </p>
        {moving && (
          <progress
            className="progress"
            max={Math.max(1, file.size)}
            value={sent}
            aria-label={words.progressOf(file.name)}
          />
        )}
      </div>
      {state !== "sent" && (
        <span className="flex flex-wrap justify-end gap-2">
          {state === "stopped" && button(words.retry, words.retryOne(file.name), () => onRetry(key))}
          {button(...wayOut(state, file.name), () => onRemove(key))}
        </span>
      )}
      <FirstLook look={look} />
    </li>
  );
}

const button = (text: string, label: string, act: () => void) => (
  <button type="button" className="button button-small" aria-label={label} onClick={act}>
    {text}
  </button>
);

function wayOut(state: Upload["state"], name: string): [text: string, label: string] {
  if (state === "held") return [trayMessages.takeOut, trayMessages.takeOutOne(name)];
  if (state === "refused" || state === "stopped") return [words.close, words.closeOne(name)];
  return [words.cancel, words.cancelOne(name)];
}

function stateOf({ state, sent, file, look }: Upload): string {
  const size = formatBytes(file.size);
  if (state === "held") return `${size} · ${words.held}`;
  if (state === "sent") return `✓ ${trayMessages.sent} · ${size}`;
  if (state === "paused") return navigator.onLine ? words.paused : words.offline;
  if (state !== "sending") return `${size} · ${look === "looking" ? words.looking : words.waiting}`;
  return sent >= file.size ? words.checking : formatProgress(sent, file.size);
}
