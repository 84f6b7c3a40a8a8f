/**
 * Draws only the rows that are seen: rows of one height, found by the scroll
 * position. Heights are set through the CSSOM, which a strict
 * Content-Security-Policy allows where style attributes are not.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";

const spare = 8;

export class Rows implements ReactiveController {
  first = 0;
  last = 40;
  private width = 0;
  private scroller: HTMLElement | null = null;
  private observer: ResizeObserver | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly rowHeight: number,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.attach(null);
  }

  /** Follows a scrolling box; null: none. */
  attach(scroller: HTMLElement | null): void {
    if (scroller === this.scroller) return;
    this.scroller?.removeEventListener("scroll", this.measure);
    this.observer?.disconnect();
    this.scroller = scroller;
    if (!scroller) return;
    scroller.addEventListener("scroll", this.measure, { passive: true });
    this.observer = new ResizeObserver(this.measure);
    this.observer.observe(scroller);
  }

  /** Gives the drawn rows their place in a box as high as all rows. */
  place(box: HTMLElement | null, drawn: HTMLElement | null, count: number): void {
    if (box) box.style.height = `${count * this.rowHeight}px`;
    if (drawn) drawn.style.transform = `translateY(${this.first * this.rowHeight}px)`;
  }

  private readonly measure = (): void => {
    const { scroller } = this;
    if (!scroller) return;
    const first = Math.max(0, Math.floor(scroller.scrollTop / this.rowHeight) - spare);
    const last = Math.ceil((scroller.scrollTop + scroller.clientHeight) / this.rowHeight) + spare;
    const { clientWidth } = scroller;
    if (first === this.first && last === this.last && clientWidth === this.width) return;
    this.first = first;
    this.last = last;
    this.width = clientWidth;
    this.host.requestUpdate();
  };
}
