"use client";

import { useEffect, useState } from "react";
import { sheetMessages } from "#messages/gallery.ts";

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** The whole window takes what is dropped on it, folders too. */
export function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);

  useEffect(() => {
    let depth = 0; // enter and leave come for every element on the way
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      // The list is empty as soon as this handler returns: ask for the entries now, walk through folders later.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
      const files = [...event.dataTransfer.files];
      if (!entries.some((entry) => entry?.isDirectory)) onFiles(files);
      else
        import("./dropped-files.ts").then(
          async ({ filesOf }) => onFiles(await filesOf(entries)),
          () => onFiles(files),
        );
    };
    const events = { dragenter: enter, dragleave: leave, dragover: move, drop };
    const each = Object.entries(events) as [keyof typeof events, (event: DragEvent) => void][];
    for (const [name, listener] of each) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of each) window.removeEventListener(name, listener);
    };
  }, [onFiles]);

  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-10 grid place-items-center border-4 border-pencil bg-paper/85 p-6">
      <p className="text-center text-display">{sheetMessages.letGo}</p>
    </div>
  );
}
