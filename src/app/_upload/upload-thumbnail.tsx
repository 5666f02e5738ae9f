"use client";

import { useEffect, useRef, useState } from "react";

/** CSS px; twice as many are drawn, for dense screens. */
const SIDE = 48;
/** A browser decodes the whole picture for a small one: larger files are not worth the memory. */
const LARGEST = 40_000_000;
const AT_ONCE = 2;

const waiting: (() => void)[] = [];
let working = 0;

/** One file small, decoded by the browser once the row is in view; where it cannot, the ending of its name. */
export function Thumbnail({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const target = canvas.current;
    if (!target || file.size > LARGEST) return;
    let wanted = true;
    const inView = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      inView.disconnect();
      void inTurn(async () => {
        if (wanted && (await draw(file, target)) && wanted) setDrawn(true);
      });
    });
    inView.observe(target);
    return () => {
      wanted = false;
      inView.disconnect();
    };
  }, [file]);

  return (
    <span className="upload-thumbnail" aria-hidden="true">
      <canvas ref={canvas} width={SIDE * 2} height={SIDE * 2} />
      {!drawn && endingOf(file.name)}
    </span>
  );
}

async function inTurn(work: () => Promise<void>): Promise<void> {
  if (working >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  working++;
  await work().catch(() => {}); // no picture that this browser knows
  working--;
  waiting.shift()?.();
}

/** The middle of the picture, as large as the square takes. False where there is nothing to draw on. */
async function draw(file: File, canvas: HTMLCanvasElement): Promise<boolean> {
  const bitmap = await createImageBitmap(file, { resizeHeight: SIDE * 2, resizeQuality: "medium" });
  const scale = (SIDE * 2) / Math.min(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const context = canvas.getContext("2d");
  context?.drawImage(bitmap, SIDE - width / 2, SIDE - height / 2, width, height);
  bitmap.close();
  return context !== null;
}

const endingOf = (name: string): string => /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? "";
