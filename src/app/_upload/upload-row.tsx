"use client";

import { formatBytes, formatProgress } from "../../components/format-bytes.ts";
import { upload as words } from "../../words.ts";
import { FirstLook } from "./first-look.tsx";
import type { Upload } from "./upload-store.ts";

interface UploadRowProps {
  upload: Upload;
  onRemove: (key: number) => void;
  onRetry: (key: number) => void;
}

export function UploadRow({ upload, onRemove, onRetry }: UploadRowProps) {
  const { key, file, sent, state, detail, look } = upload;
  const ended = state === "refused" || state === "stopped";
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <span className="truncate" title={file.name}>
        {file.name}
      </span>
      <span className="row-span-2 flex justify-end gap-2 sm:order-last sm:row-span-1 sm:min-w-20">
        {state === "stopped" && (
          <button
            type="button"
            className="button button-small"
            aria-label={words.retryOne(file.name)}
            onClick={() => onRetry(key)}
          >
            {words.retry}
          </button>
        )}
        <button
          type="button"
          className="button button-small"
          aria-label={ended ? words.closeOne(file.name) : words.cancelOne(file.name)}
          onClick={() => onRemove(key)}
        >
          {ended ? words.close : words.cancel}
        </button>
      </span>
      {ended ? (
        <span className="text-bad text-small">{detail}</span>
      ) : (
        <span className="flex flex-wrap items-center gap-x-3">
          <progress
            className="progress min-w-24 flex-1"
            max={Math.max(1, file.size)}
            value={sent}
            aria-label={words.progressOf(file.name)}
          />
          <span className="measured min-w-36 text-faded text-small">{stateOf(upload)}</span>
        </span>
      )}
      <FirstLook look={look} />
    </li>
  );
}

function stateOf({ state, sent, file }: Upload): string {
  if (state === "paused") return navigator.onLine ? words.paused : words.offline;
  if (state !== "sending") return `${words.waiting} · ${formatBytes(file.size)}`;
  return sent >= file.size ? words.checking : formatProgress(sent, file.size);
}
