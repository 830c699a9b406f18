import { useEffect, useRef, useState } from 'preact/hooks';

const pauseMilliseconds = 450;

/** A state that renders at most twice a second, and only in an animation frame, however often it is set. */
export function useThrottled<T>(initial: T): [T, (change: (old: T) => T) => void] {
  const [shown, show] = useState(initial);
  const slot = useRef<{ value: T; shownAt: number; timer: number | undefined; frame: number | undefined }>({
    value: initial, shownAt: -pauseMilliseconds, timer: undefined, frame: undefined,
  }).current;
  const change = useRef((apply: (old: T) => T) => {
    slot.value = apply(slot.value);
    if (slot.timer !== undefined) return;
    slot.timer = window.setTimeout(() => {
      slot.frame = requestAnimationFrame(() => {
        slot.timer = undefined;
        slot.shownAt = performance.now();
        show(() => slot.value);
      });
    }, Math.max(0, slot.shownAt + pauseMilliseconds - performance.now()));
  }).current;
  useEffect(() => () => {
    window.clearTimeout(slot.timer);
    if (slot.frame !== undefined) cancelAnimationFrame(slot.frame);
  }, [slot]);
  return [shown, change];
}
