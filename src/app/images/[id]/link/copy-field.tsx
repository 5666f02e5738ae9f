"use client";

import { useRef, useState } from "react";
import { linkMessages as words } from "#messages/picture.ts";

/** A text to take along. Without script, or where the browser keeps its clipboard shut, it can be selected. */
export function CopyField({ id, label, value }: { id: string; label: string; value: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    setSaid("");
    field.current?.focus();
    field.current?.select();
    setSaid((await copied(value)) ? words.copied : words.press);
  };
  return (
    <div>
      <label htmlFor={id} className="label">
        {label}
      </label>
      <div className="copy-field">
        <input
          ref={field}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="control"
        />
        <button type="button" onClick={copy} aria-label={words.copyOne(label)} className="button scripted">
          {words.copyIt}
        </button>
      </div>
      <p role="status" className="mt-1 min-h-5 text-faded text-small">
        {said}
      </p>
    </div>
  );
}

/** On plain HTTP there is no `navigator.clipboard`; the older way copies what is selected, where it is allowed at all. */
async function copied(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else return document.execCommand("copy");
    return true;
  } catch {
    return false;
  }
}
