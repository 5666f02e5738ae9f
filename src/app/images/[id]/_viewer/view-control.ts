import { hookAttribute, hooked } from "#components/page-hooks.ts";
import { createStore, type Store } from "#components/store.ts";
import type { Size } from "#picture/output-size.ts";
import {
  type Bounds,
  FIT,
  mostScale,
  moveBy,
  type Point,
  percentAt,
  scaleAt,
  type View,
  within,
  zoomTo,
} from "./zoom.ts";

/** Zooming and moving a picture in its window, by wheel, fingers, mouse and keys. */
export interface ViewControl {
  /** Pixels of the screen for one of the picture, in percent, rounded. */
  percent(): number;
  /** px of the screen across the whole picture */
  across(): number;
  /** Closer or further, about the middle. */
  zoomBy(factor: number): void;
  fit(): void;
  /** One pixel of the picture on one of the screen. */
  actual(): void;
  /** Tells when any of this may have changed. */
  view: Store<View>;
  end(): void;
}

/** px a key moves the picture by */
const KEY_STEP = 60;
const ZOOM_STEP = 1.5;
/** px: below it a press is no drag */
const SLACK = 4;

const spread = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * @param stage the window; gets `--view` (a transform for all that lies in it), `data-zoomed` and `data-pixels`
 * @param box what is transformed, as it is laid out
 * @param natural px of the picture
 */
export function createViewControl(stage: HTMLElement, box: HTMLElement, natural: Size): ViewControl {
  const view = createStore<View>(FIT);
  const scale = () => view.get().scale;
  const stop = new AbortController();
  const fingers = new Map<number, Point>();
  /** Of two fingers: the scale as they came down, by the px between them. The scale follows from these, not step by step. */
  let pinch = { scale: 1, spread: 1 };

  const boxSize = (): Size => ({ width: Math.max(1, box.offsetWidth), height: Math.max(1, box.offsetHeight) });
  const bounds = (): Bounds => ({
    window: { width: stage.clientWidth, height: stage.clientHeight },
    box: boxSize(),
    most: mostScale(boxSize(), natural, devicePixelRatio),
  });
  const percent = ({ scale } = view.get()) => percentAt(scale, boxSize(), natural, devicePixelRatio);

  function show(next: View): void {
    stage.style.setProperty("--view", `translate(${next.x}px, ${next.y}px) scale(${next.scale})`);
    stage.toggleAttribute(hookAttribute("zoomed"), next.scale > 1);
    stage.toggleAttribute(hookAttribute("own-keys"), next.scale > 1); // its arrow keys are its own while it can be moved
    stage.toggleAttribute("data-pixels", percent(next) >= 200);
    view.set(next);
  }

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  };
  const zoom = (scale: number, point: Point = { x: 0, y: 0 }) => show(zoomTo(view.get(), scale, point, bounds()));
  const move = (x: number, y: number) => show(moveBy(view.get(), x, y, bounds()));
  const actualScale = () => scaleAt(100, boxSize(), natural, devicePixelRatio);
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ) => stage.addEventListener(name, listener, { signal: stop.signal, ...options });
  /** Whether an event is the picture's, and not a button's or the divider's in the same window. */
  const isOwn = ({ target }: Event) => target instanceof Element && target.closest(hooked("own-pointer")) === null;

  on(
    "wheel",
    (event) => {
      // On a narrow page the wheel goes on to what is below; pinching on a trackpad comes as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey && !matchMedia("(min-width: 64rem)").matches) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoom(scale() * Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), pointOf(event));
    },
    { passive: false },
  );
  on("dblclick", (event) => {
    if (!isOwn(event)) return;
    if (scale() > 1) show(FIT);
    else zoom(Math.max(actualScale(), 2), pointOf(event));
  });
  on("pointerdown", (event) => {
    if (!isOwn(event) || event.button !== 0) return;
    fingers.set(event.pointerId, pointOf(event));
    const [one, other] = [...fingers.values()];
    if (one && other) pinch = { scale: scale(), spread: Math.max(1, spread(one, other)) };
  });
  on("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    if (event.buttons === 0) return void fingers.delete(event.pointerId); // let go outside of the window
    const now = pointOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      zoom((pinch.scale * spread(now, other)) / pinch.spread, middle);
    } else if (scale() > 1) {
      if (!stage.hasPointerCapture(event.pointerId)) {
        if (Math.hypot(now.x - before.x, now.y - before.y) < SLACK) return;
        stage.setPointerCapture(event.pointerId);
      }
      move(now.x - before.x, now.y - before.y);
    }
    fingers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel"] as const) on(name, ({ pointerId }) => fingers.delete(pointerId));
  on("keydown", (event) => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key];
    if (!act || (event.key.startsWith("Arrow") && scale() === 1)) return;
    event.preventDefault();
    act();
  });
  const KEYS: Record<string, () => void> = {
    "+": () => zoom(scale() * ZOOM_STEP),
    "=": () => zoom(scale() * ZOOM_STEP),
    "-": () => zoom(scale() / ZOOM_STEP),
    "0": () => show(FIT),
    "1": () => zoom(actualScale()),
    ArrowLeft: () => move(KEY_STEP, 0),
    ArrowRight: () => move(-KEY_STEP, 0),
    ArrowUp: () => move(0, KEY_STEP),
    ArrowDown: () => move(0, -KEY_STEP),
  };
  const resized = new ResizeObserver(() => show(within(view.get(), bounds())));
  resized.observe(stage);

  return {
    percent: () => Math.round(percent()),
    across: () => scale() * boxSize().width * devicePixelRatio,
    zoomBy: (factor) => zoom(scale() * factor),
    fit: () => show(FIT),
    actual: () => zoom(actualScale()),
    view,
    end() {
      stop.abort();
      resized.disconnect();
    },
  };
}
