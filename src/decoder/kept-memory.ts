let kept = false;

/**
 * To be called by whoever opens a picture in an instance of WebAssembly that stays: what a hostile picture has made of that
 * memory, the next picture would meet. This child is then for one workspace alone.
 */
export function keepPicture(): void {
  kept = true;
}

/** True once any picture was opened so: for good. */
export const keepsPictures = (): boolean => kept;
