"use client";

import { useEffect, useRef } from "react";
import { createRoot, type Root } from "react-dom/client";
import { useStore } from "#components/use-store.ts";
import { deletionMessages as words } from "#messages/selection.ts";
import { dismiss, hold, pendingDeletion, takeBack } from "./pending-deletion.ts";

let root: Root | null = null;

/** Shows what is being deleted. A root of its own: it stays while one goes from page to page. */
export function showToast(): void {
  if (root !== null) return;
  const host = document.createElement("div");
  document.body.append(host);
  root = createRoot(host);
  root.render(<DeletionToast />);
}

function DeletionToast() {
  const now = useStore(pendingDeletion);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const pictures = now?.pictures;

  // The button that was pressed is gone: the focus goes where one can take it back, and afterwards to the sheet.
  useEffect(() => {
    if (!pictures) return;
    if (document.activeElement === document.body) button.current?.focus();
    return () => {
      if (box.current?.contains(document.activeElement)) document.getElementById("pictures")?.focus();
    };
  }, [pictures]);

  const waits = now?.state === "waiting";
  const count = pictures?.length ?? 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: to rest on it does nothing but give time
    <div
      ref={box}
      className={now ? "deletion-toast" : undefined}
      onPointerEnter={(event) => hold(event.pointerType === "mouse")}
      onPointerLeave={() => hold(false)}
      onFocus={(event) => hold(event.target.matches(":focus-visible"))}
      onBlur={() => hold(false)}
    >
      <p role={now?.state === "failed" ? "alert" : "status"}>
        {now && (waits ? words.waiting(count) : words.failed(count))}
      </p>
      {now && waits && (
        <span aria-hidden="true" className="measured text-faded">
          {now.held ? words.held : words.seconds(now.seconds)}
        </span>
      )}
      {now && (
        <button ref={button} type="button" className="button" onClick={waits ? takeBack : dismiss}>
          {waits ? words.takeBack : words.close}
        </button>
      )}
    </div>
  );
}
