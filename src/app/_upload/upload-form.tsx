"use client";

import { type ComponentType, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { sheet } from "../../words.ts";
import { DropTarget } from "./drop-target.tsx";

interface UploadFormProps {
  /** for the file field */
  accept: string;
}

const never = () => () => {};

/** The panel of the uploader, once it was needed: also after coming back from another page. */
let loaded: ComponentType | null = null;

/**
 * A plain form that the browser can send by itself. Once the script runs, choosing, dropping and pasting send the
 * files one by one, by a part of the program that arrives when it is first used.
 */
export function UploadForm({ accept }: UploadFormProps) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const field = useRef<HTMLInputElement>(null);
  const [Panel, setPanel] = useState<ComponentType | null>(() => loaded);
  const [failed, setFailed] = useState(false);

  const take = useCallback(async (files: File[]) => {
    if (files.length === 0) return;
    setFailed(false);
    try {
      const [{ addFiles }, { UploadPanel }] = await Promise.all([
        import("./upload-run.ts"),
        import("./upload-panel.tsx"),
      ]);
      addFiles(files);
      loaded = UploadPanel;
      setPanel(() => UploadPanel);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void take(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [take]);

  const chosen = () => {
    if (!scripted || !field.current) return;
    void take([...(field.current.files ?? [])]);
    field.current.value = "";
  };

  return (
    <>
      <form
        action="/api/images"
        method="post"
        encType="multipart/form-data"
        className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2"
      >
        <input
          ref={field}
          id="files"
          type="file"
          name="file"
          multiple
          required
          accept={accept}
          aria-label={sheet.choose}
          onChange={chosen}
          className={scripted ? "peer sr-only" : "file-input"}
        />
        {scripted ? (
          <>
            <label
              htmlFor="files"
              className="button button-primary min-h-11 px-5 peer-focus-visible:outline-2 peer-focus-visible:outline-pencil peer-focus-visible:outline-offset-2"
            >
              {sheet.choose}
            </label>
            <span className="text-faded">{sheet.paste}</span>
          </>
        ) : (
          <button type="submit" className="button button-primary min-h-11 px-5">
            {sheet.send}
          </button>
        )}
      </form>
      {failed && (
        <p role="alert" className="w-full text-bad">
          {sheet.loadFailed}
        </p>
      )}
      {Panel !== null && <Panel />}
      <DropTarget onFiles={take} />
    </>
  );
}
