"use client";

import { type ComponentType, useCallback, useEffect, useRef, useState } from "react";
import { sheetMessages } from "#messages/gallery.ts";
import { DropTarget } from "./drop-target.tsx";
import { looksFirst, setLooksFirst } from "./look-first.ts";

interface UploadFormProps {
  /** for the file field */
  accept: string;
}

/** The tray of the uploader, once it was needed: also after coming back from another page. */
let loaded: ComponentType | null = null;

/**
 * A plain form that the browser can send by itself. Once the script runs, choosing, dropping and pasting send the
 * files one by one, by a part of the program that arrives when it is first used.
 */
export function UploadForm({ accept }: UploadFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const lookFirst = useRef<HTMLInputElement>(null);
  const [Tray, setTray] = useState<ComponentType | null>(() => loaded);
  const [failed, setFailed] = useState(false);

  const take = useCallback(async (files: File[]) => {
    if (files.length === 0) return;
    setFailed(false);
    try {
      const [{ addFiles }, { UploadTray }] = await Promise.all([
        import("./upload-run.ts"),
        import("./upload-tray.tsx"),
      ]);
      addFiles(files, lookFirst.current?.checked ?? false);
      loaded = UploadTray;
      setTray(() => UploadTray);
    } catch {
      setFailed(true);
    }
  }, []);

  const takeFrom = useCallback(
    (input: HTMLInputElement) => {
      const files = [...(input.files ?? [])].filter((file) => !isHidden(file.webkitRelativePath));
      input.value = "";
      void take(files);
    },
    [take],
  );

  useEffect(() => {
    // What was chosen before the script ran is chosen.
    if (lookFirst.current?.checked) setLooksFirst(true);
    else if (lookFirst.current) lookFirst.current.checked = looksFirst();
    for (const input of form.current?.querySelectorAll<HTMLInputElement>("input[type=file]") ?? [])
      if (input.files?.length) takeFrom(input);
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void take(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [take, takeFrom]);

  const source = (id: string, label: string, look: string, input: object) => (
    <span className={`upload-source upload-${id}`}>
      <input id={id} type="file" className="upload-field" onChange={(event) => takeFrom(event.target)} {...input} />
      <label htmlFor={id} className={`button ${look}`}>
        {label}
      </label>
    </span>
  );

  return (
    <>
      <form ref={form} action="/api/images" method="post" encType="multipart/form-data" className="upload-form">
        {source("files", sheetMessages.choose, "button-primary scripted", {
          name: "file",
          multiple: true,
          required: true,
          accept,
          "aria-label": sheetMessages.choose,
        })}
        <button type="submit" className="button button-primary scriptless">
          {sheetMessages.send}
        </button>
        {source("folder", sheetMessages.folder, "", {
          webkitdirectory: "",
          multiple: true,
          "aria-label": sheetMessages.chooseFolder,
        })}
        {source("camera", sheetMessages.camera, "", {
          accept: "image/*",
          capture: "environment",
          "aria-label": sheetMessages.takePicture,
        })}
        <label className="check scripted">
          <input type="checkbox" ref={lookFirst} onChange={(event) => setLooksFirst(event.target.checked)} />
          {sheetMessages.lookFirst}
        </label>
      </form>
      {failed && (
        <p role="alert" className="w-full text-bad">
          {sheetMessages.loadFailed}
        </p>
      )}
      {Tray !== null && <Tray />}
      <DropTarget onFiles={take} />
    </>
  );
}

/** `.DS_Store`, and all that is in a folder whose name begins with a dot. */
const isHidden = (path: string): boolean => path.split("/").some((part) => part.startsWith("."));
